// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtTest {

    private static final Instant DUE = Samples.NOW.plus(Duration.ofDays(14));

    @Test
    void gateThatHasADoubtIsAskedAgainAtTheNextLook() {
        assertThat(untilAskedAgain(DUE)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void doubtThatLastsIsAskedMoreSeldom() {
        assertThat(untilAskedAgain(DUE.plus(Duration.ofHours(2)))).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void doubtIsAskedAtLeastOnceAnHour() {
        assertThat(untilAskedAgain(DUE.plus(Duration.ofDays(30)))).isEqualTo(Duration.ofHours(1));
    }

    private static Duration untilAskedAgain(Instant now) {
        MigrationState state = Samples.at(new Phase.Soaking(new SoakStage.AtGate(Samples.NOW)), Percent.FULL);
        long gate = state.tasks().running().orElseThrow().turn();
        MigrationEvent closed = new MigrationEvent.Finished(gate, new Outcome.GateClosed(List.of("a view")));

        Phase after = MigrationMachine.next(state, closed, now).state().phase();

        SoakStage.Doubt doubt = (SoakStage.Doubt) ((Phase.Soaking) after).stage();
        return Duration.between(now, doubt.askAgainAt());
    }
}
