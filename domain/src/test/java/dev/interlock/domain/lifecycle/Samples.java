// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import dev.interlock.domain.lifecycle.MigrationState.SchemaState;
import dev.interlock.domain.plan.ContractPolicy.Approval;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.RampSchedule;
import dev.interlock.domain.plan.SoakPolicy;
import dev.interlock.domain.plan.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One state for every phase and stage, and one event of every kind. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
    static final Instant LATER = NOW.plus(Duration.ofDays(30));
    static final Origin ANNA = new Origin("anna", true, "because");
    static final String SHA = "5ha";
    static final Rate RATE = new Rate(500);

    private Samples() {}

    static RunPolicy policy(Approval approval) {
        return policy(approval, Duration.ZERO, Duration.ZERO);
    }

    static RunPolicy policy(Approval approval, Duration hide, Duration archive) {
        return policy(approval, hide, archive, Optional.empty());
    }

    static RunPolicy policy(Approval approval, Duration hide, Duration archive, Optional<Windows> windows) {
        return policy(approval, hide, archive, windows, Duration.ZERO);
    }

    static RunPolicy policy(
            Approval approval, Duration hide, Duration archive, Optional<Windows> windows, Duration calibrate) {
        return new RunPolicy(
                "users-split-name",
                "shop",
                "",
                "team",
                List.of("public.users"),
                "users-split-name",
                new RampSchedule(
                        List.of(
                                new RampSchedule.Step(Percent.of(5), Duration.ofMinutes(15), 300),
                                new RampSchedule.Step(Percent.of(50), Duration.ofMinutes(30), 300),
                                new RampSchedule.Step(Percent.of(100), Duration.ZERO, 300)),
                        Duration.ofSeconds(10),
                        Duration.ofHours(24),
                        windows,
                        calibrate),
                new SoakPolicy(Duration.ofDays(14), Duration.ofMinutes(10), false),
                approval,
                hide,
                archive,
                false,
                true,
                true,
                List.of(),
                "ann");
    }

    static MigrationState at(Phase phase, Percent percent, Hold... hold) {
        return at(Duration.ZERO, phase, percent, hold);
    }

    private static MigrationState hiding(HideStage stage, Hold... hold) {
        return at(Duration.ofHours(24), new Phase.Hiding(NOW, stage), Percent.FULL, hold);
    }

    private static MigrationState at(Duration hide, Phase phase, Percent percent, Hold... hold) {
        return at(policy(Approval.REQUIRED, hide, hide), phase, percent, hold);
    }

    /** At 0 %, which a plan wants watched for ten minutes. */
    static MigrationState comparing(Hold... hold) {
        return at(
                policy(Approval.REQUIRED, Duration.ZERO, Duration.ZERO, Optional.empty(), Duration.ofMinutes(10)),
                new Phase.Ramping(new RampStage.Calibrating(NOW)),
                Percent.ZERO,
                hold);
    }

    private static MigrationState at(RunPolicy policy, Phase phase, Percent percent, Hold... hold) {
        MigrationState state = MigrationState.begin(
                        policy, SHA, phase, new FlagState(percent, 7), new SchemaState(1, true, true))
                .with(phase, Optional.ofNullable(hold.length == 0 ? null : hold[0]));
        return state.with(state.tasks().align(DesiredTask.of(state), new ArrayList<>()));
    }

    /** As {@link #at}, with work left to do. */
    static MigrationState unfinished(Phase phase, boolean expanded) {
        MigrationState state = at(phase, Percent.ZERO).with(new SchemaState(1, expanded, false));
        return state.with(state.tasks().align(DesiredTask.of(state), new ArrayList<>()));
    }

    static Hold hold(Hold.Kind kind) {
        return new Hold(kind, "a reason", NOW);
    }

    static Map<String, MigrationState> states() {
        Map<String, MigrationState> states = new LinkedHashMap<>();
        states.put("QUEUED", at(new Phase.Queued(), Percent.ZERO));
        states.put("PREFLIGHT", at(new Phase.Preflight(), Percent.ZERO));
        states.put("EXPANDING", at(new Phase.Expanding(), Percent.ZERO));
        states.put("BACKFILLING", at(new Phase.Backfilling(), Percent.ZERO));
        states.put("BACKFILLING, paused", at(new Phase.Backfilling(), Percent.ZERO, hold(Hold.Kind.PAUSE)));
        states.put(
                "BACKFILLING at that rate",
                at(new Phase.Backfilling(), Percent.ZERO).with(RATE));
        ramp(states);
        soak(states);
        hide(states);
        states.put("DROPPING", at(new Phase.Dropping(NOW, Optional.empty(), false), Percent.FULL));
        states.put("DROPPING, going back", at(new Phase.Dropping(NOW, Optional.of(ANNA), false), Percent.FULL));
        states.put("DROPPING, asking", at(new Phase.Dropping(NOW, Optional.empty(), true), Percent.FULL));
        states.put("DROPPED", at(new Phase.Dropped(), Percent.FULL));
        back(states);
        states.put("REVERTING", at(new Phase.Reverting(false), Percent.ZERO));
        states.put(
                "REVERTING, approval wanted", at(new Phase.Reverting(false), Percent.ZERO, hold(Hold.Kind.APPROVAL)));
        states.put("REVERTING, approved", at(new Phase.Reverting(true), Percent.ZERO));
        states.put("COMPLETED", at(new Phase.Completed(false), Percent.FULL));
        states.put("REVERTED", at(new Phase.Reverted(false), Percent.ZERO));
        states.put("REJECTED", at(new Phase.Rejected(false), Percent.ZERO));
        return states;
    }

    private static void ramp(Map<String, MigrationState> states) {
        states.put("RAMPING, parity", at(new Phase.Ramping(new RampStage.CheckingParity(0)), Percent.ZERO));
        states.put(
                "RAMPING, out of parity",
                at(new Phase.Ramping(new RampStage.CheckingParity(0)), Percent.ZERO, hold(Hold.Kind.PARITY)));
        states.put("RAMPING, repairing", at(new Phase.Ramping(new RampStage.Repairing(0)), Percent.ZERO));
        states.put("RAMPING, calibrating", at(new Phase.Ramping(new RampStage.Calibrating(NOW)), Percent.ZERO));
        states.put("RAMPING, comparing cohorts", comparing());
        states.put("RAMPING, cohorts unknown", comparing(hold(Hold.Kind.NO_DATA)));
        states.put("RAMPING, raising", at(new Phase.Ramping(new RampStage.Raising(0)), Percent.ZERO));
        Phase watching = new Phase.Ramping(new RampStage.Watching(0, NOW, NOW.plusSeconds(900)));
        Phase last = new Phase.Ramping(new RampStage.Watching(2, NOW, NOW));
        states.put("RAMPING", at(watching, Percent.of(5)));
        states.put("RAMPING, paused", at(watching, Percent.of(5), hold(Hold.Kind.PAUSE)));
        states.put("RAMPING, no data", at(watching, Percent.of(5), hold(Hold.Kind.NO_DATA)));
        states.put("RAMPING, inconclusive", at(watching, Percent.of(5), hold(Hold.Kind.INCONCLUSIVE)));
        states.put("RAMPING at 100 %", at(last, Percent.FULL));
        states.put(
                "RAMPING, parity before 100 %", at(new Phase.Ramping(new RampStage.CheckingParity(2)), Percent.of(50)));
    }

    private static void soak(Map<String, MigrationState> states) {
        Phase clock = new Phase.Soaking(new SoakStage.Clock(NOW, NOW.plus(Duration.ofDays(14))));
        states.put("SOAKING", at(clock, Percent.FULL));
        states.put("SOAKING, paused", at(clock, Percent.FULL, hold(Hold.Kind.PAUSE)));
        states.put("SOAKING at its gate", at(new Phase.Soaking(new SoakStage.AtGate(NOW)), Percent.FULL));
        states.put(
                "SOAKING in doubt",
                at(new Phase.Soaking(new SoakStage.Doubt(NOW, NOW.plusSeconds(600), List.of("why"))), Percent.FULL));
        states.put(
                "SOAKING, approval wanted",
                at(
                        new Phase.Soaking(new SoakStage.AwaitingApproval(NOW, List.of("users.full_name"))),
                        Percent.FULL,
                        hold(Hold.Kind.APPROVAL)));
    }

    private static void hide(Map<String, MigrationState> states) {
        HideStage hidden = new HideStage.Hidden(NOW, NOW.plus(Duration.ofHours(24)));
        HideStage unhiding = new HideStage.Unhiding(hold(Hold.Kind.LATE_READER));
        states.put("HIDING", at(new Phase.Hiding(NOW, new HideStage.Turning()), Percent.FULL));
        states.put("HIDING at its gate", at(new Phase.Hiding(NOW, new HideStage.AtGate()), Percent.FULL));
        states.put("HIDING, turning before a hide", hiding(new HideStage.Turning()));
        states.put("HIDING, archiving", hiding(new HideStage.Archiving()));
        states.put("HIDING, archiving, paused", hiding(new HideStage.Archiving(), hold(Hold.Kind.PAUSE)));
        states.put("HIDING, renaming", hiding(new HideStage.Renaming()));
        states.put("HIDING, hidden", hiding(hidden));
        states.put("HIDING, hidden and paused", hiding(hidden, hold(Hold.Kind.PAUSE)));
        states.put("HIDING, hidden and held", hiding(hidden, hold(Hold.Kind.NO_DATA)));
        states.put("HIDING, hidden, at its gate", hiding(new HideStage.AtGate()));
        states.put("HIDING, waiting to hide", hiding(new HideStage.Waiting(new HideStage.Renaming(), NOW, LATER)));
        states.put("HIDING, waiting to drop", hiding(new HideStage.Waiting(new HideStage.AtGate(), NOW, LATER)));
        states.put("HIDING, un-hiding", hiding(unhiding));
        states.put("HIDING, un-hiding after a fault", hiding(unhiding, hold(Hold.Kind.FAULT)));
    }

    private static void back(Map<String, MigrationState> states) {
        Phase.Then stand = Phase.Then.STAND;
        states.put("ROLLING_BACK", at(new Phase.RollingBack(PhaseName.RAMPING, stand, ANNA, false), Percent.of(5)));
        states.put(
                "ROLLING_BACK, proving", at(new Phase.RollingBack(PhaseName.RAMPING, stand, ANNA, true), Percent.ZERO));
        states.put(
                "ROLLING_BACK from EXPANDING",
                at(new Phase.RollingBack(PhaseName.EXPANDING, stand, ANNA, true), Percent.ZERO));
        states.put("ROLLED_BACK", at(new Phase.RolledBack(List.of(), stand), Percent.ZERO));
        states.put("ROLLED_BACK from EXPANDING", unfinished(new Phase.RolledBack(List.of(), stand), false));
        states.put("ROLLED_BACK from BACKFILLING", unfinished(new Phase.RolledBack(List.of(), stand), true));
        states.put(
                "ROLLING_BACK, then to revert",
                at(new Phase.RollingBack(PhaseName.EXPANDING, Phase.Then.REVERT, ANNA, true), Percent.ZERO));
        states.put("ROLLED_BACK except 1", at(new Phase.RolledBack(List.of("shop-2"), stand), Percent.ZERO));
        states.put(
                "ROLLED_BACK except 1, wanted up",
                at(
                        new Phase.RolledBack(List.of("shop-2"), Phase.Then.RESUME),
                        Percent.ZERO,
                        hold(Hold.Kind.EVALUATORS)));
    }

    static Map<String, MigrationEvent> events(MigrationState state) {
        long turn = state.tasks().running().map(Tasks.Running::turn).orElse(0L);
        Map<String, MigrationEvent> events = new LinkedHashMap<>();
        for (Command command : commands()) {
            events.put(command.verb(), new MigrationEvent.Ordered(command));
        }
        events.put("kill", new MigrationEvent.Killed(ANNA));
        events.put("cancel", new MigrationEvent.CancelRequested());
        events.put("alarm", new MigrationEvent.AlarmRang());
        events.put("fault", new MigrationEvent.Faulted(turn, "words"));
        events.put("stopped", new MigrationEvent.Stopped(turn));
        for (Outcome outcome : outcomes()) {
            events.put(outcome.getClass().getSimpleName(), new MigrationEvent.Finished(turn, outcome));
        }
        return events;
    }

    static List<Command> commands() {
        return List.of(
                new Command.Pause(ANNA),
                new Command.Resume(ANNA),
                new Command.Rollback(ANNA),
                new Command.Revert(ANNA),
                new Command.Approve(ANNA, SHA),
                new Command.Promote(ANNA),
                new Command.Extend(ANNA, Duration.ofHours(1)),
                new Command.Throttle(ANNA, RATE),
                new Command.Repair(ANNA));
    }

    static List<Outcome> outcomes() {
        return List.of(
                new Outcome.Done("done"),
                new Outcome.Claimed("public.users", "other"),
                new Outcome.Refused(List.of("no")),
                new Outcome.Unsure(List.of("perhaps")),
                new Outcome.OutOfParity(3, "id 1"),
                new Outcome.FlagSet(Percent.of(5), 7),
                new Outcome.FlagMoved(Percent.ZERO, 8, "otto", "3 a.m."),
                new Outcome.Passed("fine"),
                new Outcome.Failed("errors", "too many", true),
                new Outcome.Inconclusive("too few"),
                new Outcome.NoData("nothing"),
                new Outcome.DataBack("again"),
                new Outcome.Drifted(List.of("public.users: column nick is new")),
                new Outcome.LateReader("reports-1 is on the old path"),
                new Outcome.GateOpen(List.of("users.full_name"), List.of()),
                new Outcome.GateClosed(List.of("a doubt")),
                new Outcome.Dropped("gone"),
                new Outcome.NotDropped("locked"),
                new Outcome.KillProven(List.of(), 12));
    }

    /** The outcomes that the task of this state can really have. */
    static boolean plausible(MigrationState state, MigrationEvent event) {
        if (!(event instanceof MigrationEvent.Finished finished)) {
            return true;
        }
        return state.tasks()
                .running()
                .filter(running -> Plausible.outcomes(running.task())
                        .contains(finished.outcome().getClass()))
                .isPresent();
    }
}
