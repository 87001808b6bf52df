// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A plan that watches 0 % for ten minutes. */
final class CalibratingTest {

    private static final Instant LATER = Samples.NOW.plusSeconds(60);
    private static final Outcome NOBODY = new Outcome.NoData("nobody");

    @Test
    void itsEndTakesTheFirstStep() {
        assertThat(running(Samples.comparing())).isEqualTo(new Task.Calibrate(Samples.NOW, false));
        assertThat(running(finished(Samples.comparing(), new Outcome.Done("alike"))))
                .isEqualTo(new Task.Raise(Percent.of(5)));
    }

    @Test
    void cohortsThatDifferHoldAndAreComparedAnewAfterParity() {
        MigrationState held = finished(Samples.comparing(), new Outcome.Failed("interlock:a/a", "they differ", false));

        assertThat(held.heldFor(Hold.Kind.GUARDRAIL)).isTrue();
        assertThat(held.hold().orElseThrow().reason()).isEqualTo("interlock:a/a: they differ");
        assertThat(held.tasks().running()).isEmpty();
        MigrationState parity = resumed(held);
        assertThat(running(parity)).isInstanceOf(Task.Parity.class);
        assertThat(running(finished(parity, new Outcome.Done("exact")))).isEqualTo(new Task.Calibrate(LATER, false));
    }

    @Test
    void withoutDataItLooksOnForTheReturnOfDataAndThenBeginsAnew() {
        MigrationState held = finished(Samples.comparing(), NOBODY);

        assertThat(held.heldFor(Hold.Kind.NO_DATA)).isTrue();
        assertThat(running(held)).isEqualTo(new Task.Calibrate(Samples.NOW, true));
        MigrationState back = finished(held, new Outcome.DataBack("2 live evaluators"));
        assertThat(back.hold()).isEmpty();
        assertThat(running(back)).isEqualTo(new Task.Calibrate(LATER, false));
    }

    @Test
    void aPauseIsFollowedByOneThatBeginsAnew() {
        MigrationState paused = MigrationMachine.next(
                        Samples.comparing(),
                        new MigrationEvent.Ordered(new Command.Pause(Samples.ANNA)),
                        Samples.NOW.plusSeconds(5))
                .state();

        assertThat(paused.tasks().running()).isEmpty();
        assertThat(running(resumed(paused))).isEqualTo(new Task.Calibrate(LATER, false));
    }

    @Test
    void nobodyIsCalledForATimeThatThePlanAskedFor() {
        Instant over = Samples.NOW.plus(Duration.ofMinutes(10));

        assertThat(ring(Samples.comparing(), over.plusSeconds(60)).hold()).isEmpty();
        assertThat(ring(Samples.comparing(), over.plusSeconds(70)).heldFor(Hold.Kind.NO_DATA))
                .isTrue();
    }

    @Test
    void theNextStepIsKnown() {
        assertThat(Samples.comparing().nextStep(Samples.NOW)).contains(Samples.NOW.plus(Duration.ofMinutes(10)));
    }

    private static MigrationState ring(MigrationState state, Instant now) {
        return MigrationMachine.next(state, new MigrationEvent.AlarmRang(), now).state();
    }

    private static MigrationState finished(MigrationState state, Outcome outcome) {
        long turn = state.tasks().running().orElseThrow().turn();
        return MigrationMachine.next(state, new MigrationEvent.Finished(turn, outcome), LATER)
                .state();
    }

    private static MigrationState resumed(MigrationState state) {
        return MigrationMachine.next(state, new MigrationEvent.Ordered(new Command.Resume(Samples.ANNA)), LATER)
                .state();
    }

    private static Task running(MigrationState state) {
        return state.tasks().running().orElseThrow().task();
    }
}
