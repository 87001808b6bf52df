// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.guardrail.GuardrailJudge;
import dev.interlock.domain.guardrail.StepClock;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A hold: only a FAIL, a moved flag, or the return of data where that is waited for. */
final class GuardTurn implements LookLoop.Turn {

    private static final StepClock NEVER_PASSES = new StepClock(0, false, false);

    private final Assignment assignment;
    private final boolean untilData;

    GuardTurn(Assignment assignment, boolean untilData) {
        this.assignment = assignment;
        this.untilData = untilData;
    }

    @Override
    public Optional<Outcome> look(Connection connection, Instant now, LookLoop.Said said) throws SQLException {
        return new Looker(assignment)
                .take(connection, NEVER_PASSES, look -> {
                    said.say(look.sentence());
                    return GuardrailJudge.guard(look, untilData);
                })
                .filter(outcome -> !(outcome instanceof Outcome.NoData));
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
