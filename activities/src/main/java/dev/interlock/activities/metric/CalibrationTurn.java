// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.guardrail.GuardrailJudge;
import dev.interlock.domain.guardrail.Look;
import dev.interlock.domain.guardrail.StepClock;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * At 0 %: until something fails, or enough live evaluators have acknowledged the flag, every source outside has given a number, there
 * are two looks to measure later ones by, and the first step may be taken.
 */
final class CalibrationTurn implements LookLoop.Turn {

    /** Two windows need three readings. */
    private static final int READINGS = 3;

    private static final StepClock NEVER_PASSES = new StepClock(0, false, false);

    private final Assignment assignment;
    private final Optional<Instant> notBefore;
    private int readings;

    CalibrationTurn(Assignment assignment, Optional<Instant> notBefore) {
        this.assignment = assignment;
        this.notBefore = notBefore;
    }

    @Override
    public Optional<Outcome> look(Connection connection, Instant now, LookLoop.Said said) throws SQLException {
        return new Looker(assignment).take(connection, NEVER_PASSES, look -> {
            readings++;
            said.say(look.liveEvaluators() + " live evaluators; " + look.sentence());
            return GuardrailJudge.calibration(look).or(() -> done(look, now));
        });
    }

    private Optional<Outcome> done(Look look, Instant now) {
        boolean measured = look.judgements().isEmpty() || readings >= READINGS;
        boolean early = notBefore.filter(now::isBefore).isPresent();
        if (early
                || !measured
                || GuardrailJudge.unheard(look).isPresent()
                || look.liveEvaluators() < assignment.plan().flag().minEvaluators()) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.Done("flag " + assignment.flagKey() + " at 0 % is reported by "
                + Figures.counted(look.liveEvaluators(), "live evaluator")));
    }

    @Override
    public Duration pause(Instant now) {
        return assignment.plan().ramp().lookEvery();
    }

    @Override
    public boolean endsUnanswered() {
        return false;
    }
}
