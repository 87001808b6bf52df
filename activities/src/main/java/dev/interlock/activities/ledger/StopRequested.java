// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

/** The caller no longer wants this work: stop at the next safe point, with nothing half applied. */
public final class StopRequested extends RuntimeException {

    public StopRequested(String why) {
        super(why);
    }

    public StopRequested(String why, Throwable cause) {
        super(why, cause);
    }
}
