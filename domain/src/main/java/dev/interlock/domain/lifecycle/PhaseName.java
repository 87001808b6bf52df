// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

/** The phases by the names that people see. */
public enum PhaseName {
    QUEUED,
    PREFLIGHT,
    EXPANDING,
    BACKFILLING,
    RAMPING,
    SOAKING,
    HIDING,
    DROPPING,
    DROPPED,
    COMPLETED,
    ROLLING_BACK,
    ROLLED_BACK,
    REVERTING,
    REVERTED,
    REJECTED
}
