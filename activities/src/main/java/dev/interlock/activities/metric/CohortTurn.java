// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.guardrail.CalibrationClock;
import dev.interlock.domain.guardrail.CalibrationJudge;
import dev.interlock.domain.guardrail.CohortJudge;
import dev.interlock.domain.guardrail.CohortLook;
import dev.interlock.domain.guardrail.CohortReading;
import dev.interlock.domain.guardrail.CohortState;
import dev.interlock.domain.guardrail.GuardrailJudge;
import dev.interlock.domain.guardrail.Look;
import dev.interlock.domain.guardrail.StepClock;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** At 0 %, with the cohorts of the later steps compared: until something fails or is missing, or {@code ramp.calibrate} is over. */
final class CohortTurn implements LookLoop.Turn {

    private static final StepClock NEVER_PASSES = new StepClock(0, false, false);

    private final Assignment assignment;
    private final Task.Calibrate calibration;
    private final CalibrationJudge judge;
    private final CohortJudge cohorts;

    CohortTurn(Assignment assignment, Task.Calibrate calibration) {
        this.assignment = assignment;
        this.calibration = calibration;
        this.judge = CalibrationJudge.of(assignment.plan(), calibration.since());
        this.cohorts = CohortJudge.of(assignment.plan());
    }

    @Override
    public Optional<Outcome> look(Connection connection, Instant now, LookLoop.Said said) throws SQLException {
        return new Looker(assignment)
                .take(connection, NEVER_PASSES, (look, sight) -> conclude(look, sight, now, said))
                .filter(outcome -> !(calibration.untilData() && outcome instanceof Outcome.NoData));
    }

    private Optional<Outcome> conclude(Look look, Looker.Sight sight, Instant now, LookLoop.Said said)
            throws SQLException {
        CohortLook judged = judge(look, sight, now);
        keep(sight, judged);
        said.say(look.liveEvaluators() + " live evaluators; " + look.sentence() + "; A/A: " + judged.sentence());
        Look whole = look.withSplit(wasTold(sight, GuardrailJudge.SPLIT) ? Optional.empty() : judged.mismatch());
        boolean told = judged.verdict() == Verdict.FAIL && wasTold(sight, CalibrationJudge.COHORTS);
        return calibration.untilData()
                ? judge.concludeHeld(whole, judged, told, now)
                : judge.conclude(whole, judged, told, now);
    }

    private CohortLook judge(Look look, Looker.Sight sight, Instant now) throws SQLException {
        CohortReading reading = CohortReadings.read(
                sight.transaction(),
                assignment.flagKey(),
                sight.flag().version(),
                assignment.plan().flag().evaluatorAge(),
                Cohorts.of(assignment.plan().ramp()));
        CohortState before = sight.book()
                .lastState(CalibrationJudge.COHORTS)
                .flatMap(state -> Optional.ofNullable(state.cohorts()))
                .orElse(CohortState.START);
        CalibrationClock clock = judge.next(before.clock(), now, look.liveEvaluators(), reading);
        return cohorts.judge(before.with(clock), reading, judge.isOver(clock, now));
    }

    /** Its state is some kilobytes, and 0 % may be watched for weeks until an opening: one of them is enough. */
    private void keep(Looker.Sight sight, CohortLook judged) throws SQLException {
        sight.book().forget(CalibrationJudge.COHORTS, sight.window().start());
        sight.book().write(LookRow.of(judged, assignment.process()), sight.window());
        if (judged.mismatch().isPresent()) {
            sight.book()
                    .write(
                            LookRow.said(
                                    GuardrailJudge.SPLIT,
                                    Verdict.FAIL,
                                    judged.mismatch().get(),
                                    assignment.process()),
                            sight.window());
        }
    }

    private boolean wasTold(Looker.Sight sight, String guardrail) throws SQLException {
        return sight.book().wasToldSince(sight.flag().changedAt(), guardrail);
    }

    @Override
    public Duration pause(Instant now) {
        return assignment.plan().ramp().lookEvery();
    }

    /** Held for want of data already, it waits for the database as for everything else. */
    @Override
    public boolean endsUnanswered() {
        return !calibration.untilData();
    }
}
