// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.Optional;

/**
 * What the old path did earlier in this ramp: the yardstick at 100 %, where no second arm exists.
 *
 * @param errors its failed calls
 * @param ended its calls, failed or not; zero when none was recorded
 * @param sameHour its calls at the hour of the week that is judged; empty where none was recorded
 */
public record RecordedBaseline(long errors, long ended, Optional<SameHour> sameHour) {

    public static final RecordedBaseline NONE = new RecordedBaseline(0, 0);

    /** One that knows no hours. */
    public RecordedBaseline(long errors, long ended) {
        this(errors, ended, Optional.empty());
    }

    /**
     * The part of it that was recorded at one hour of a week.
     *
     * @param hour as people say it: {@code Tue 10:00 Berlin}
     */
    public record SameHour(String hour, long errors, long ended) {}

    public boolean absent() {
        return ended <= 0;
    }
}
