// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.ContractPolicy;
import dev.interlock.domain.plan.FlagPolicy;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.ParityPolicy;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.RampSchedule;
import dev.interlock.domain.plan.Scripts;
import dev.interlock.domain.plan.SoakPolicy;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.plan.Windows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans whose ramp is 5 %, 100 %, with 100 requests wanted in each arm. */
final class WatchPlans {

    static final Percent FIVE = Percent.of(5);
    static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    static final Duration MAX_HOLD = Duration.ofMinutes(10);
    static final Duration CHECK_EVERY = Duration.ofMinutes(7);
    static final GuardrailRule ERRORS = errors(GuardrailRule.OnFail.ROLLBACK);
    static final GuardrailRule SLOW =
            new GuardrailRule("slow", GuardrailRule.Kind.SLOW_SHARE, 1.25, GuardrailRule.OnFail.ROLLBACK);
    static final GuardrailRule SCANS =
            new GuardrailRule("scans", GuardrailRule.Kind.TABLE_SCANS, 1.25, GuardrailRule.OnFail.ROLLBACK);

    static final GuardrailRule PARITY =
            new GuardrailRule("parity", GuardrailRule.Kind.PARITY, 1.25, GuardrailRule.OnFail.ROLLBACK);

    static final GuardrailRule SQLSTATES = sqlstates(GuardrailRule.OnFail.ROLLBACK);
    /** Before the figures of what judges at 100 %: the hour, or the whole where a test runs from one hour into the next. */
    static final String YARDSTICK = "(recorded baseline |baseline of \\w+ \\d\\d:00 UTC, )";

    private WatchPlans() {}

    static GuardrailRule sqlstates(GuardrailRule.OnFail onFail) {
        return new GuardrailRule("sqlstates", GuardrailRule.Kind.ZERO_TOLERANCE, 1.25, onFail);
    }

    static GuardrailRule errors(GuardrailRule.OnFail onFail) {
        return new GuardrailRule("errors", GuardrailRule.Kind.ERROR_RATE, 1.25, onFail);
    }

    static MigrationPlan plan(String key, List<String> tables, List<GuardrailRule> guardrails) {
        return plan(key, tables, List.of(), guardrails);
    }

    static MigrationPlan within(Windows hours, List<String> tables, List<GuardrailRule> guardrails) {
        return plan("", tables, List.of(), guardrails, Optional.of(hours), Duration.ZERO);
    }

    static MigrationPlan calibrating(Duration calibrate, List<String> tables, List<GuardrailRule> guardrails) {
        return plan("", tables, List.of(), guardrails, Optional.empty(), calibrate);
    }

    static MigrationPlan plan(String key, List<String> tables, List<SyncRule> sync, List<GuardrailRule> guardrails) {
        return plan(key, tables, sync, guardrails, Optional.empty(), Duration.ZERO);
    }

    private static MigrationPlan plan(
            String key,
            List<String> tables,
            List<SyncRule> sync,
            List<GuardrailRule> guardrails,
            Optional<Windows> windows,
            Duration calibrate) {
        RampSchedule ramp = new RampSchedule(
                List.of(
                        new RampSchedule.Step(FIVE, Duration.ofSeconds(30), 100),
                        new RampSchedule.Step(Percent.FULL, Duration.ZERO, 100)),
                LOOK_EVERY,
                MAX_HOLD,
                windows,
                calibrate);
        return new MigrationPlan(
                key,
                WatchedDatabase.NAME,
                "",
                "",
                tables,
                new FlagPolicy(key, 1, Duration.ofSeconds(15), Duration.ofHours(24)),
                sync,
                sync.stream().map(SyncRule::table).map(BackfillRule::of).toList(),
                new ParityPolicy(Duration.ofHours(2)),
                ramp,
                guardrails,
                0.05,
                1_000,
                new SoakPolicy(Duration.ofDays(14), CHECK_EVERY, false),
                new ContractPolicy(ContractPolicy.Approval.NONE, Duration.ZERO, Duration.ZERO),
                new LockPolicy(Duration.ofMillis(500), Duration.ofMinutes(30), Duration.ofHours(2)),
                false,
                false,
                new Scripts(List.of(), List.of(), List.of(), Optional.empty()),
                List.of());
    }
}
