// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.Percent;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DriftTest {

    private static final Outcome DRIFTED = new Outcome.Drifted(List.of("public.users: column nick is new"));
    private static final Outcome SYNC_GONE = new Outcome.Failed("interlock:sync", "trigger is gone", true);
    private static final Phase WATCHING =
            new Phase.Ramping(new RampStage.Watching(0, Samples.NOW, Samples.NOW.plusSeconds(900)));
    private static final Phase CALIBRATING = new Phase.Ramping(new RampStage.Calibrating(Samples.NOW));

    @Test
    void aChangeByTheTeamHoldsAndIsWatchedOn() {
        MigrationState held = finished(Samples.at(WATCHING, Percent.of(5)), DRIFTED);

        assertThat(held.hold().orElseThrow().kind()).isEqualTo(Hold.Kind.DRIFT);
        assertThat(held.hold().orElseThrow().reason())
                .isEqualTo("the team has changed public.users: column nick is new");
        assertThat(held.percent()).isEqualTo(Percent.of(5));
        assertThat(held.tasks().running().orElseThrow().task()).isInstanceOf(Task.Guard.class);
    }

    @Test
    void aChangeByTheTeamIsNotPromotedOver() {
        MigrationState held = finished(Samples.at(WATCHING, Percent.of(5)), DRIFTED);

        assertThat(CommandRules.rule(held, new Command.Promote(Samples.ANNA))).isInstanceOf(Ruling.Refuse.class);
    }

    @Test
    void aBrokenSyncRollsBack() {
        assertThat(finished(Samples.at(WATCHING, Percent.of(5)), SYNC_GONE).phase())
                .isInstanceOf(Phase.RollingBack.class);
    }

    @Test
    void afterABrokenSyncNothingMovesUpBeforeParityIsExactAgain() {
        MigrationState held = finished(Samples.at(CALIBRATING, Percent.ZERO), SYNC_GONE);
        MigrationState rolledBack = Samples.at(new Phase.RolledBack(List.of(), Phase.Then.STAND), Percent.ZERO);

        assertThat(held.heldFor(Hold.Kind.GUARDRAIL)).isTrue();
        assertThat(resumed(held)).isInstanceOf(Task.Parity.class);
        assertThat(resumed(rolledBack)).isInstanceOf(Task.Parity.class);
    }

    @Test
    void otherHoldsOfTheCalibrationCalibrateAgain() {
        assertThat(resumed(finished(Samples.at(CALIBRATING, Percent.ZERO), DRIFTED)))
                .isInstanceOf(Task.AwaitEvaluators.class);
    }

    private static Task resumed(MigrationState state) {
        MigrationEvent resume = new MigrationEvent.Ordered(new Command.Resume(Samples.ANNA));
        return MigrationMachine.next(state, resume, Samples.LATER)
                .state()
                .tasks()
                .running()
                .orElseThrow()
                .task();
    }

    private static MigrationState finished(MigrationState state, Outcome outcome) {
        long turn = state.tasks().running().orElseThrow().turn();
        return MigrationMachine.next(state, new MigrationEvent.Finished(turn, outcome), Samples.LATER)
                .state();
    }
}
