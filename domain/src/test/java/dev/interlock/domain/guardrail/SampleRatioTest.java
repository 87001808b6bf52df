// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.Percent;
import org.junit.jupiter.api.Test;

final class SampleRatioTest {

    @Test
    void usersThatAreSplitAsTheFlagSaysAreFine() {
        assertThat(new SampleRatio(52, 948, 1).mismatch(Rules.FIVE)).isEmpty();
    }

    @Test
    void usersThatAreSplitInAnotherWayAreNamedInNumbers() {
        assertThat(new SampleRatio(120, 880, 1).mismatch(Rules.FIVE))
                .contains("120 of 1,000 users are on the new path, 12.00 % instead of 5 %: χ² = 103 > 10.8");
    }

    @Test
    void aUserWhomEveryEvaluatorMetIsOneUser() {
        assertThat(new SampleRatio(73, 927, 1).mismatch(Rules.FIVE)).isPresent();
        assertThat(new SampleRatio(73, 927, 3).mismatch(Rules.FIVE)).isEmpty();
    }

    @Test
    void tooFewUsersAndOneArmAloneSayNothing() {
        assertThat(new SampleRatio(50, 50, 1).mismatch(Rules.FIVE)).isEmpty();
        assertThat(new SampleRatio(5_000, 0, 1).mismatch(Percent.FULL)).isEmpty();
        assertThat(SampleRatio.NONE.mismatch(Rules.FIVE)).isEmpty();
    }

    /** One in a thousand of the splits that are right is held: a little more or less by chance. */
    @Test
    void splitsThatAreRightAreHeldAboutOnceInAThousand() {
        Draws draws = new Draws(11);
        int held = 0;
        for (int split = 0; split < 5_000; split++) {
            long candidate = draws.coins(1_000, 0.05);
            held += new SampleRatio(candidate, 1_000 - candidate, 1)
                            .mismatch(Rules.FIVE)
                            .isPresent()
                    ? 1
                    : 0;
        }

        assertThat(held).isLessThan(15);
    }
}
