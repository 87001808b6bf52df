// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

/** Told at every safe point: after a batch, between two ranges, and while a lock is waited for. */
@FunctionalInterface
public interface Progress {

    Progress NONE = advance -> {};

    /**
     * Nothing is half done when this is called.
     *
     * @throws dev.interlock.activities.ledger.StopRequested to end the work here
     */
    void advanced(Advance advance);
}
