// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

/** Hears how a call ended, in the thread that made it. */
@FunctionalInterface
public interface CallEnd {

    /** For whom nobody waits. */
    CallEnd UNHEARD = (result, counted) -> {};

    /** @param counted false for an error beyond those few of one user that count, and for a call that returned */
    void ended(CallResult result, boolean counted);
}
