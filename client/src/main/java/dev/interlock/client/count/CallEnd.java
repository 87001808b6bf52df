// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

/** Hears how a call ended, in the thread that made it. */
@FunctionalInterface
public interface CallEnd {

    /** For whom nobody waits. */
    CallEnd UNHEARD = result -> {};

    void ended(CallResult result);
}
