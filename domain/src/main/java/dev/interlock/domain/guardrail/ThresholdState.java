// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What {@link ThresholdJudge} remembers.
 *
 * @param over looks with a number, running, that were over the limit
 */
public record ThresholdState(int over, int silentLooks) implements OutsideState {

    public static final ThresholdState START = new ThresholdState(0, 0);
}
