// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.drift.SyncRepair;
import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.DatabaseFailed;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.Entry;
import dev.interlock.activities.ledger.MigrationRow;
import dev.interlock.activities.ledger.PlanStore;
import dev.interlock.activities.ledger.SqlWork;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.activities.statement.StatementClock;
import dev.interlock.domain.guardrail.GuardrailJudge;
import dev.interlock.domain.guardrail.StepClock;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.WatchActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at evaluators and at PostgreSQL's statistics. State lives in the ledger's looks, so any attempt continues any other. */
public final class MetricWatch implements WatchActivities {

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

    private final Databases databases;
    private final Entry entry;
    private final PlanStore plans;
    private final MetricSources sources;
    private final InstantSource clock;
    private final LookWaiter waiter;

    /**
     * @param sources outside, which guardrails may ask
     * @param clock against which hold times end; windows are timed by the database's own
     * @param waiter {@code new SlicedWaiter()}
     */
    public MetricWatch(
            Databases databases,
            Entry entry,
            PlanStore plans,
            MetricSources sources,
            InstantSource clock,
            LookWaiter waiter) {
        this.databases = databases;
        this.entry = entry;
        this.plans = plans;
        this.sources = sources;
        this.clock = clock;
        this.waiter = waiter;
    }

    @Override
    public Outcome awaitEvaluators(Call call, @Nullable Instant notBefore) {
        String process = "calibration of round " + call.round() + ", epoch " + call.epoch();
        Assignment assignment = assignment(call, Percent.ZERO, process);
        return repaired(assignment, loop(call, new CalibrationTurn(assignment, Optional.ofNullable(notBefore))));
    }

    @Override
    public Outcome calibrate(Call call, Task.Calibrate calibration) {
        Assignment assignment = assignment(call, Percent.ZERO, "calibration since " + calibration.since());
        return repaired(assignment, loop(call, new CohortTurn(assignment, calibration)));
    }

    @Override
    public Outcome watch(Call call, Task.Watch watch) {
        Assignment assignment = assignment(call, watch.percent(), "step " + watch.step() + " since " + watch.since());
        return repaired(assignment, loop(call, new StepTurn(assignment, watch)));
    }

    @Override
    public Outcome guard(Call call, Task.Guard guard) {
        Assignment assignment = assignment(call, guard.percent(), "guard since " + guard.since());
        return repaired(assignment, loop(call, new GuardTurn(assignment, guard.untilData())));
    }

    @Override
    public Outcome soak(Call call, Instant since) {
        Assignment assignment = assignment(call, Percent.FULL, "soak since " + since);
        once(call, connection -> {
            new StatementClock(call.number()).tick(connection);
            return true;
        });
        return oneLook(assignment, assignment.plan().soak().checkEvery());
    }

    /** As often as a step is looked at: whoever needs a hidden name fails until it is back. */
    @Override
    public Outcome hidden(Call call, Instant since) {
        Assignment assignment = assignment(call, Percent.FULL, "hidden since " + since);
        return oneLook(assignment, assignment.plan().ramp().lookEvery());
    }

    private Outcome oneLook(Assignment assignment, Duration untilTheNext) {
        StepClock looked = new StepClock(assignment.minRequests(), true, false);
        StringBuilder sentence = new StringBuilder();
        Optional<Outcome> outcome = once(
                assignment.call(),
                connection -> new Looker(assignment).take(connection, looked, look -> {
                    sentence.append(look.sentence());
                    return GuardrailJudge.soak(look);
                }));
        return outcome.map(found -> repaired(assignment, found))
                .orElseThrow(() -> NotYet.again(NotYet.STILL_FINE, sentence.toString(), untilTheNext));
    }

    @Override
    public Outcome proveKill(Call call) {
        entry.enter(call);
        return loop(call, new KillTurn(call, plans.plan(call)));
    }

    @Override
    public Outcome awaitAnswers(Call call) {
        entry.enter(call);
        MigrationPlan plan = plans.plan(call);
        return once(call, connection -> LateAnswers.ask(connection, call, plan))
                .orElseThrow(() ->
                        NotYet.again(NotYet.STILL_WAITING, "not every evaluator has answered", BETWEEN_QUESTIONS));
    }

    /** A sync that fails is put back in the same breath: every write until then is missed. */
    private Outcome repaired(Assignment assignment, Outcome outcome) {
        if (!(outcome instanceof Outcome.Failed failed) || !failed.guardrail().equals(GuardrailJudge.SYNC)) {
            return outcome;
        }
        Call call = assignment.call();
        String done = new SyncRepair(source(call)).atOnce(call.number(), assignment.plan(), assignment.sha256());
        return new Outcome.Failed(failed.guardrail(), failed.sentence() + "; " + done, failed.rollback());
    }

    private Assignment assignment(Call call, Percent percent, String process) {
        MigrationRow row = entry.enter(call);
        return new Assignment(call, plans.plan(call), row.sha256(), row.tables(), percent, sources, process);
    }

    private Outcome loop(Call call, LookLoop.Turn turn) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        try {
            return new LookLoop(clock, waiter, context::heartbeat).run(source(call), turn);
        } catch (SQLException e) {
            throw new DatabaseFailed("closing the watch's connection", e);
        }
    }

    private <T> T once(Call call, SqlWork<T> work) {
        try (LookConnection connection = new LookConnection(source(call))) {
            return connection.with(work);
        } catch (SQLException e) {
            throw new DatabaseFailed("looking at " + call.migration(), e);
        }
    }

    private ConnectionSource source(Call call) {
        int attempt = Activity.getExecutionContext().getInfo().getAttempt();
        return databases.named(call.database()).sessions(call.migration(), call.number(), attempt);
    }
}
