// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BaselineBoundTest {

    @Test
    void withoutAnErrorItIsTheRuleThatThreeInNGivesForFivePercent() {
        BaselineBound bound = BaselineBound.of(new RecordedBaseline(0, 30_000), 0.05, 1);

        assertThat(bound.rate() * 30_000).isCloseTo(-Math.log(0.05), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 30, 200})
    void theTrueRateIsAboveItNoMoreOftenThanWasAskedFor(double expected) {
        Draws draws = new Draws(3);
        int above = 0;
        for (int ramp = 0; ramp < 4_000; ramp++) {
            RecordedBaseline recorded = new RecordedBaseline(draws.poisson(expected), 100_000);
            above += BaselineBound.of(recorded, 0.01, 1).rate() < expected / 100_000 ? 1 : 0;
        }

        assertThat(above).isLessThanOrEqualTo(40);
    }

    @Test
    void milliardsOfCallsLeaveHardlyAnyDoubt() {
        RecordedBaseline recorded = new RecordedBaseline(1_000_000, 1_000_000_000);

        assertThat(BaselineBound.of(recorded, 0.001, 1).rate()).isBetween(0.001, 0.001005);
    }

    @Test
    void clustersLeaveMoreDoubtAndNoRateIsAboveOne() {
        RecordedBaseline recorded = new RecordedBaseline(30, 30_000);

        assertThat(BaselineBound.of(recorded, 0.01, 3).rate())
                .isGreaterThan(BaselineBound.of(recorded, 0.01, 1).rate());
        assertThat(BaselineBound.of(new RecordedBaseline(3, 3), 0.01, 1).rate()).isEqualTo(1);
    }
}
