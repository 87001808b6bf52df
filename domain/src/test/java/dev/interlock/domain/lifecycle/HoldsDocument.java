// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.lifecycle.Hold.Kind;
import dev.interlock.domain.plan.Percent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every reason to stand still, and what ends it. Whether time or a look does is found out by letting them happen to the machine. */
final class HoldsDocument {

    private static final Phase.Then STAND = Phase.Then.STAND;
    private static final Phase WATCHING =
            new Phase.Ramping(new RampStage.Watching(0, Samples.NOW, Samples.NOW.plusSeconds(900)));
    private static final Phase CALIBRATING = new Phase.Ramping(new RampStage.Calibrating(Samples.NOW));
    private static final Phase CHECKING = new Phase.Ramping(new RampStage.CheckingParity(0));
    private static final Phase SOAKING = new Phase.Soaking(new SoakStage.Clock(Samples.NOW, Samples.LATER));
    private static final Phase HIDDEN = new Phase.Hiding(Samples.NOW, new HideStage.Hidden(Samples.NOW, Samples.LATER));

    static final List<Row> ROWS = List.of(
            row(Kind.PAUSE, "anywhere before DROPPING", "`resume`", held(WATCHING, 5), held(SOAKING, 100)),
            row(
                    Kind.FAULT,
                    "everywhere but as below",
                    "`resume`, which tries again",
                    held(new Phase.Expanding(), 0),
                    held(WATCHING, 5),
                    held(HIDDEN, 100),
                    held(new Phase.Dropped(), 100)),
            row(
                            Kind.FAULT,
                            "ROLLING_BACK, and HIDING while it un-hides",
                            "`resume` tries at once",
                            held(new Phase.RollingBack(PhaseName.RAMPING, STAND, Samples.ANNA, false), 5),
                            held(
                                    new Phase.Hiding(
                                            Samples.NOW, new HideStage.Unhiding(Samples.hold(Kind.LATE_READER))),
                                    100))
                    .after("10 s, again and again"),
            row(
                            Kind.FAULT,
                            "DROPPING, where nobody knows whether the drop has committed",
                            "`resume` asks again, `rollback` waits for the answer",
                            held(new Phase.Dropping(Samples.NOW, Optional.empty(), true), 100))
                    .after("as soon as the ledger answers"),
            row(
                    Kind.INCONCLUSIVE,
                    "RAMPING, after `ramp.maxHold`",
                    "`resume` for a fresh look, `promote` for the next step",
                    held(WATCHING, 5)),
            row(
                            Kind.NO_DATA,
                            "RAMPING, SOAKING and HIDING",
                            "`resume` for a fresh look",
                            held(WATCHING, 5),
                            held(SOAKING, 100),
                            held(HIDDEN, 100))
                    .after(
                            "the first look with data: `ramp.lookEvery`, 10 s; counts of a source outside need one window"),
            row(Kind.NO_DATA, "RAMPING at 0 %", "deploy the code that asks for the flag", held(CALIBRATING, 0))
                    .after("as soon as `flag.minEvaluators` have reported and every source outside has answered"),
            row(
                            Kind.NO_DATA,
                            "RAMPING at 0 %, while `ramp.calibrate` compares cohorts",
                            "deploy the present client, or `calibrate: 0s`",
                            comparing())
                    .after(
                            "as soon as evaluators report, and say which step takes their users in; then it begins anew"),
            row(
                    Kind.GUARDRAIL,
                    "a FAIL that does not roll back: at 0 %, or with `onFail: hold`",
                    "`resume` for a fresh look",
                    held(CALIBRATING, 0),
                    held(WATCHING, 5)),
            row(
                    Kind.GUARDRAIL,
                    "RAMPING at 0 %, where users differ before the change: `interlock:a/a`, `interlock:split`",
                    "`resume` compares anew and lets it pass this once",
                    comparing()),
            row(
                    Kind.DRIFT,
                    "somebody else has changed a claimed table or the flag",
                    "`resume` lets a change of a table pass",
                    held(WATCHING, 5),
                    held(SOAKING, 100)),
            row(
                    Kind.PARITY,
                    "before the first step and before 100 %",
                    "`repair`, or `resume` to check again",
                    held(CHECKING, 0)),
            row(Kind.UNSURE, "PREFLIGHT", "`resume` looks again", held(new Phase.Preflight(), 0)),
            row(
                    Kind.APPROVAL,
                    "SOAKING, and REVERTING where its archive is not empty",
                    "`approve`",
                    held(new Phase.Soaking(new SoakStage.AwaitingApproval(Samples.NOW, List.of())), 100),
                    held(new Phase.Reverting(false), 0)),
            row(
                    Kind.GATE,
                    "SOAKING, after the gate before the drop has closed",
                    "`resume` begins the soak anew",
                    held(SOAKING, 100)),
            row(
                    Kind.LATE_READER,
                    "SOAKING, after somebody needed a hidden name",
                    "`resume` begins the soak anew",
                    held(SOAKING, 100)),
            row(
                            Kind.EVALUATORS,
                            "ROLLED_BACK, after `resume` or `revert`",
                            "`rollback` or `pause` withdraws what was ordered",
                            held(new Phase.RolledBack(List.of("shop-2"), Phase.Then.RESUME), 0))
                    .after("as soon as they have answered, at the latest after `flag.evaluatorTtl`, 24 h"));

    private HoldsDocument() {}

    /** Where a hold is met: the phase and the percentage; of a plan that calibrates where it compares cohorts. */
    record Held(Phase phase, Percent percent, boolean compares) {

        MigrationState as(Kind kind) {
            return compares ? Samples.comparing(Samples.hold(kind)) : Samples.at(phase, percent, Samples.hold(kind));
        }
    }

    private static Held comparing() {
        return new Held(CALIBRATING, Percent.ZERO, true);
    }

    /**
     * A row of the table.
     *
     * @param after how long it takes to resume by itself; empty where it never does
     */
    record Row(Kind kind, String where, String after, String people, List<Held> examples) {

        Row after(String time) {
            return new Row(kind, where, time, people, examples);
        }

        boolean saysByItself() {
            return !after.isEmpty();
        }

        private String text() {
            return "| " + kind + " | " + where + " | " + (saysByItself() ? "yes" : "no") + " | "
                    + (saysByItself() ? after : "–") + " | " + people + " |\n";
        }
    }

    static String text() {
        return """
                # What holds, and what ends it

                A hold is a reason to stand still at the present percentage. There is one at a time; a pause takes the place of any
                other. `rollback` ends each of them until the drop has committed, and a guardrail's FAIL still rolls back while one
                stands above 0 %. A test lets time, looks and answers happen to every row of this table and fails where it is wrong
                (`-Dgolden.update=true` on `HoldsTest` writes the page anew).

                | hold | where | resumes by itself | after how long | what a person does |
                | --- | --- | --- | --- | --- |
                """ + ROWS.stream().map(Row::text).collect(Collectors.joining()) + """

                Waiting for `ramp.windows` is no hold: the step is watched as before, nobody is told, and it goes on by itself at the
                opening, which `status`, `list` and `timeline` name ("next step Tue 09:00 Berlin"). While they are closed `promote` is
                refused with the opening, an approval is taken and the contract begins at the opening, and whatever goes back goes
                back at once.

                `resume` after an evaluator kept its users on the old path by itself lets it go on with that until the flag's next version or its own
                restart; that another evaluator begins to holds again. The gate of the contract stays closed meanwhile.
                """;
    }

    /** What happens without a person, and ends this hold on the way forward; empty where nothing does. */
    static List<String> endedBy(MigrationState state) {
        return Samples.events(state).entrySet().stream()
                .filter(event -> !isOrdered(event.getValue()) && Samples.plausible(state, event.getValue()))
                .filter(event -> goesOn(
                        state,
                        MigrationMachine.next(state, event.getValue(), Samples.LATER)
                                .state()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isOrdered(MigrationEvent event) {
        return event instanceof MigrationEvent.Ordered
                || event instanceof MigrationEvent.Killed
                || event instanceof MigrationEvent.CancelRequested;
    }

    private static boolean goesOn(MigrationState before, MigrationState after) {
        return after.hold().isEmpty() && (goesBack(before) || !goesBack(after));
    }

    private static boolean goesBack(MigrationState state) {
        return state.phase() instanceof Phase.RollingBack
                || (state.phase() instanceof Phase.Hiding hiding && hiding.unhides());
    }

    private static Row row(Kind kind, String where, String people, Held... examples) {
        return new Row(kind, where, "", people, List.of(examples));
    }

    private static Held held(Phase phase, int percent) {
        return new Held(phase, Percent.of(percent), false);
    }
}
