// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.replay;

/** There is no use in asking on. */
public final class ReplayStopped extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private ReplayStopped(String message, boolean unreachable) {
        super(message);
        this.unreachable = unreachable;
    }

    /** Nobody answers. */
    static ReplayStopped unreachable(String message) {
        return new ReplayStopped(message, true);
    }

    /** The question can never be answered: a migration with it is refused before its first step. */
    static ReplayStopped refused(String message) {
        return new ReplayStopped(message, false);
    }

    /** Whether it may go better another time. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
