// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.guardrail.GuardrailJudge;
import dev.interlock.domain.guardrail.StepClock;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.RampSchedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A ramp step: until it passes, or something is wrong, or {@code ramp.maxHold} is over. */
final class StepTurn implements LookLoop.Turn {

    private final Assignment assignment;
    private final Task.Watch watch;

    StepTurn(Assignment assignment, Task.Watch watch) {
        this.assignment = assignment;
        this.watch = watch;
    }

    @Override
    public Optional<Outcome> look(Connection connection, Instant now, LookLoop.Said said) throws SQLException {
        StepClock clock = clock(now);
        return new Looker(assignment).take(connection, clock, look -> {
            said.say(look.sentence());
            return GuardrailJudge.step(look, clock);
        });
    }

    /** The last look falls on the end of the hold time, and no window is shorter than half of the others. */
    @Override
    public Duration pause(Instant now) {
        Duration every = assignment.plan().ramp().lookEvery();
        Duration left = Duration.between(now, watch.until());
        boolean ends = left.compareTo(Duration.ZERO) > 0
                && left.compareTo(every.multipliedBy(3).dividedBy(2)) < 0;
        return ends ? left : every;
    }

    private StepClock clock(Instant now) {
        RampSchedule ramp = assignment.plan().ramp();
        boolean holdOver = !now.isBefore(watch.until());
        long minRequests = ramp.step(watch.step()).minRequests();
        boolean tooLong = ramp.isTooLong(watch.step(), watch.since(), watch.until(), now);
        return new StepClock(minRequests, holdOver, holdOver && tooLong);
    }
}
