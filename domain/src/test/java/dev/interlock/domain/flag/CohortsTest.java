// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.RampSchedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CohortsTest {

    private static final Cohorts USUAL = new Cohorts(List.of(1_000, 5_000, 20_000, 50_000));

    @Test
    void aStepsCohortIsWhoeverIsInAtThatStep() {
        for (int user = 0; user < 2_000; user++) {
            String name = "user-" + user;
            int band = USUAL.band("f", name);
            for (int step = 0; step < USUAL.bounds().size(); step++) {
                Variant there =
                        FlagRule.of("f", USUAL.bounds().get(step), Variant.OLD).evaluate(name);
                assertThat(band <= step).as(name + " at step " + step).isEqualTo(there == Variant.NEW);
            }
        }
    }

    @Test
    void theBandsAreAllUsers() {
        assertThat(IntStream.range(0, USUAL.bands()).mapToDouble(USUAL::share).toArray())
                .containsExactly(0.01, 0.04, 0.15, 0.3, 0.5);
    }

    @Test
    void theyAreTheStepsOfARampThatCalibrates() {
        assertThat(Cohorts.of(ramp(Duration.ofMinutes(10), 0, 1, 5, 20, 50, 100)))
                .isEqualTo(USUAL);
        assertThat(Cohorts.of(ramp(Duration.ZERO, 1, 5, 100)).isNone()).isTrue();
        assertThat(Cohorts.of(ramp(Duration.ofMinutes(10), 100)).isNone()).isTrue();
    }

    @Test
    void ofMoreStepsThanThereIsRoomForSomeAreChosen() {
        Cohorts chosen = Cohorts.of(ramp(Duration.ofMinutes(10), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 100));

        assertThat(chosen.bounds()).containsExactly(1_000, 2_000, 4_000, 6_000, 8_000, 10_000, 12_000);
        assertThat(chosen.bands()).isEqualTo(Cohorts.MOST_BANDS);
    }

    @Test
    void boundsRiseBetweenNobodyAndEverybody() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cohorts(List.of(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cohorts(List.of(100_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cohorts(List.of(5_000, 5_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cohorts(List.of(1, 2, 3, 4, 5, 6, 7, 8)));
    }

    private static RampSchedule ramp(Duration calibrate, int... percents) {
        List<RampSchedule.Step> steps = IntStream.of(percents)
                .mapToObj(percent -> new RampSchedule.Step(Percent.of(percent), Duration.ZERO, 1))
                .toList();
        return new RampSchedule(steps, Duration.ofSeconds(10), Duration.ofHours(1), Optional.empty(), calibrate);
    }
}
