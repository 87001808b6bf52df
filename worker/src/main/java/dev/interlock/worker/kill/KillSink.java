// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.kill;

/** Where a heard kill goes. Called again for the same kill by every worker. */
@FunctionalInterface
public interface KillSink {

    void killed(Kill kill);
}
