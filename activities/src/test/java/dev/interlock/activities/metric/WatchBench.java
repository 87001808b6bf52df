// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.Entry;
import dev.interlock.activities.ledger.PlanStore;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.plan.Windows;
import dev.interlock.plans.ReadPlan;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.WatchActivities;
import dev.interlock.workflows.temporal.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One migration under watch: real activities on a real database; between two looks the test says what happens. */
final class WatchBench implements AutoCloseable {

    /** What happens while a watch waits. */
    @FunctionalInterface
    interface Between {
        void looks(int number) throws SQLException;
    }

    static final Instant BEGUN = Instant.parse("2026-03-02T10:00:00Z");

    private static final int TOO_MANY_LOOKS = 500;

    final String key = "flag-" + UUID.randomUUID();
    final FakeEvaluator evaluator = new FakeEvaluator(key, "shop-1");
    final TestActivityEnvironment environment = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                    .setDataConverter(Payloads.converter())
                    .build())
            .build());
    final WatchActivities activities;
    final MigrationPlan plan;
    final Call call;

    private Instant now = BEGUN;
    private int waits;
    private MetricSource source = question -> {
        throw new AssertionError("nobody said what " + question.rule().name() + " is answered");
    };
    private Between between = number -> {};
    private final Duration shortestWindow;

    private WatchBench(MigrationPlan plan, String phase, Percent percent) throws SQLException {
        this(plan, phase, percent, Duration.ofMillis(1));
    }

    private WatchBench(MigrationPlan plan, String phase, Percent percent, Duration shortestWindow) throws SQLException {
        this.shortestWindow = shortestWindow;
        this.plan = new MigrationPlan(
                key,
                plan.database(),
                plan.description(),
                plan.owner(),
                plan.tables(),
                WatchPlans.plan(key, plan.tables(), plan.guardrails()).flag(),
                plan.sync(),
                plan.backfill(),
                plan.parity(),
                plan.ramp(),
                plan.guardrails(),
                plan.alpha(),
                plan.mustExclude(),
                plan.soak(),
                plan.contract(),
                plan.locks(),
                plan.queue(),
                plan.acceptOldLossy(),
                plan.scripts(),
                plan.off());
        this.call = WatchedDatabase.begin(key, phase, percent, plan.tables());
        Databases databases = WatchedDatabase.databases();
        PlanStore plans = new PlanStore(databases, files -> new ReadPlan(Optional.of(this.plan), List.of(), "sha"));
        environment.registerActivitiesImplementations(
                new MetricWatch(databases, new Entry(databases), plans, sources(), () -> now, this::pass));
        this.activities = environment.newActivityStub(
                WatchActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(10))
                        .setHeartbeatTimeout(Duration.ofMinutes(5))
                        .build());
    }

    static WatchBench at(Percent percent, GuardrailRule... guardrails) throws SQLException {
        return at(percent, List.of("public.users"), guardrails);
    }

    static WatchBench at(Percent percent, List<String> tables, GuardrailRule... guardrails) throws SQLException {
        return new WatchBench(WatchPlans.plan("", tables, List.of(guardrails)), "RAMPING", percent);
    }

    /** A worker that asks sources outside for no less than so long. */
    static WatchBench asking(Duration shortestWindow, Percent percent, GuardrailRule... guardrails)
            throws SQLException {
        MigrationPlan plan = WatchPlans.plan("", List.of("public.users"), List.of(guardrails));
        return new WatchBench(plan, "RAMPING", percent, shortestWindow);
    }

    /** A plan that goes forward within these windows only. */
    static WatchBench within(Windows hours, Percent percent, GuardrailRule... guardrails) throws SQLException {
        MigrationPlan plan = WatchPlans.within(hours, List.of("public.users"), List.of(guardrails));
        return new WatchBench(plan, "RAMPING", percent);
    }

    static WatchBench synced(Percent percent, SyncRule sync, GuardrailRule... guardrails) throws SQLException {
        List<String> tables = List.of("public." + sync.table());
        return new WatchBench(WatchPlans.plan("", tables, List.of(sync), List.of(guardrails)), "RAMPING", percent);
    }

    /** At 0 %, where a plan with a step at 5 % calibrates for so long. */
    static WatchBench calibrating(Duration calibrate, GuardrailRule... guardrails) throws SQLException {
        MigrationPlan plan = WatchPlans.calibrating(calibrate, List.of("public.users"), List.of(guardrails));
        return new WatchBench(plan, "RAMPING", Percent.ZERO);
    }

    /** The watch of 0 % that begins now, or has begun so much later than another one. */
    Task.Calibrate calibration(Duration later) {
        return new Task.Calibrate(BEGUN.plus(later), false);
    }

    /** What guardrails are answered from outside, at every look. */
    WatchBench answering(MetricSource answers) {
        this.source = answers;
        return this;
    }

    private MetricSources sources() {
        MetricSource asks = question -> source.ask(question);
        return new MetricSources(Optional.of(asks), Map.of("ours", asks), shortestWindow);
    }

    ConnectionSource connections() {
        return step -> WatchedDatabase.connect();
    }

    WatchBench between(Between happening) {
        this.between = happening;
        return this;
    }

    /** Calls that end and are reported before each next look. */
    WatchBench serving(long baseline, long baselineErrors, long candidate, long candidateErrors) throws SQLException {
        evaluator.reports();
        return between(number -> evaluator
                .served(baseline, baselineErrors, candidate, candidateErrors)
                .reports());
    }

    /** The watch of the step that the plan has at 5 %, with 30 s of hold time. */
    Task.Watch fivePercent() {
        return new Task.Watch(0, WatchPlans.FIVE, BEGUN, BEGUN.plusSeconds(30));
    }

    int waits() {
        return waits;
    }

    private void pass(Duration time, Runnable heartbeat) {
        waits++;
        if (waits > TOO_MANY_LOOKS) {
            throw new AssertionError("still looking after " + waits + " looks");
        }
        now = now.plus(time);
        try {
            between.looks(waits);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        heartbeat.run();
    }

    @Override
    public void close() {
        environment.close();
    }
}
