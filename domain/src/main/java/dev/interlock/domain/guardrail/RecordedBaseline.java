// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What the old path did earlier in this ramp: the yardstick at 100 %, where no second arm exists.
 *
 * @param errors its failed calls
 * @param ended its calls, failed or not; zero when none was recorded
 */
public record RecordedBaseline(long errors, long ended) {

    public static final RecordedBaseline NONE = new RecordedBaseline(0, 0);

    public boolean absent() {
        return ended <= 0;
    }
}
