// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

/**
 * A validator's refusal. No {@code TemporalFailure}, since the SDK hides the type of one that a validator throws and logs
 * it as a failed workflow; of any other exception the class's name is the failure's type.
 */
public final class CommandRefused extends RuntimeException {

    /** The failure's type of every refused update. */
    public static final String TYPE = "dev.interlock.workflows.CommandRefused";

    private static final long serialVersionUID = 1;

    CommandRefused(String message) {
        super(message);
    }
}
