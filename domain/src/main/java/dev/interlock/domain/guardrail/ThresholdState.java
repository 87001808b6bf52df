// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What {@link ThresholdJudge} remembers.
 *
 * @param over looks with a number, running, that were over the limit
 * @param overSince when the first of them was, in milliseconds since 1970; means nothing where there was none
 */
public record ThresholdState(int over, long overSince, int silentLooks) implements OutsideState {

    public static final ThresholdState START = new ThresholdState(0, 0, 0);
}
