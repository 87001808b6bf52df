// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;

/**
 * The time held at 100 % before the contract.
 *
 * @param checkEvery time between two looks
 * @param pausedTimeCounts whether the clock runs on while paused
 */
public record SoakPolicy(Duration duration, Duration checkEvery, boolean pausedTimeCounts) {}
