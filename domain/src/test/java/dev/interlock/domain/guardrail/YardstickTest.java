// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.domain.guardrail.RecordedBaseline.SameHour;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YardstickTest {

    /** One guardrail: K/α. */
    private static final FailBar BAR = new FailBar(20);

    private static final long CALLS = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        // A rate of 1 in 100: 36 errors are too few, 37 are enough, and with 2 errors to a user twice as many.
        "36, 3600, 1, false",
        "37, 3700, 1, true",
        "72, 7200, 2, false",
        "74, 7400, 2, true",
        // No error: what bounds the rate at 2 in 1,000.
        "0, 5500, 1, false",
        "0, 5600, 1, true",
        // Rarer than 1 in 1,000 is as good as 1 in 1,000.
        "5, 20000, 1, true",
        // Worse than the whole, or better: enough is enough.
        "5000, 10000, 1, true",
        "100, 1000000, 1, true",
    })
    void theSameHourJudgesWhereItsBoundIsAtMostTwiceItsRate(
            long errors, long ended, double dispersion, boolean itself) {
        Yardstick yardstick = Yardstick.of(recorded(errors, ended), BAR, dispersion);

        assertThat(yardstick.words()).isEqualTo(itself ? "baseline of Tue 10:00 Berlin, " : "recorded baseline ");
        assertThat(yardstick.recorded().ended()).isEqualTo(itself ? ended : CALLS);
    }

    @Test
    void allBoundsTogetherAreWrongNoMoreOftenThanWasSetAside() {
        double whole = chance(Yardstick.whole(recorded(0, 1_000), BAR, 1), CALLS);
        double hour = chance(Yardstick.of(recorded(0, 100_000), BAR, 1), 100_000);

        assertThat(whole + 168 * hour).isCloseTo(RateRatioTest.SET_ASIDE * 0.05, within(1e-9));
    }

    /** Without an error the bound is −ln(chance) errors. */
    private static double chance(Yardstick yardstick, long calls) {
        return Math.exp(-yardstick.bound().rate() * calls);
    }

    private static RecordedBaseline recorded(long errors, long ended) {
        return new RecordedBaseline(0, CALLS, Optional.of(new SameHour("Tue 10:00 Berlin", errors, ended)));
    }
}
