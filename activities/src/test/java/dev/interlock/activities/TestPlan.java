// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.ContractPolicy;
import dev.interlock.domain.plan.FlagPolicy;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.ParityPolicy;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.RampSchedule;
import dev.interlock.domain.plan.Scripts;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.domain.plan.SoakPolicy;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.plans.DerivedReverts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan that a test writes in a few words. */
public final class TestPlan {

    private String id = "split";
    private List<String> tables = List.of("users");
    private List<SyncRule> sync = List.of();
    private ThrottlePolicy throttle = ThrottlePolicy.NONE;
    private Duration soak = Duration.ZERO;
    private Duration snapshotAge = Duration.ofHours(2);
    private Duration hide = Duration.ZERO;
    private Duration archive = Duration.ZERO;
    private LockPolicy locks = new LockPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(30));
    private Optional<String> usage = Optional.empty();
    private RampSchedule ramp = new RampSchedule(
            List.of(new RampSchedule.Step(Percent.FULL, Duration.ZERO, 0)), Duration.ofSeconds(1), Duration.ofHours(1));
    private boolean derives;
    private final List<Script> expand = new ArrayList<>();
    private final List<Script> contract = new ArrayList<>();
    private final List<Script> revert = new ArrayList<>();

    public TestPlan id(String value) {
        id = value;
        return this;
    }

    public TestPlan tables(String... values) {
        tables = List.of(values);
        return this;
    }

    public TestPlan sync(SyncRule rule) {
        sync = List.of(rule);
        return this;
    }

    public TestPlan sync(List<SyncRule> rules) {
        sync = List.copyOf(rules);
        return this;
    }

    public TestPlan throttle(ThrottlePolicy value) {
        throttle = value;
        return this;
    }

    public TestPlan snapshotAge(Duration value) {
        snapshotAge = value;
        return this;
    }

    public TestPlan soak(Duration value) {
        soak = value;
        return this;
    }

    public TestPlan hide(Duration value) {
        hide = value;
        return this;
    }

    /** A query of the plan's own that must return 0. */
    public TestPlan usage(String query) {
        usage = Optional.of(query);
        return this;
    }

    public TestPlan archive(Duration value) {
        archive = value;
        return this;
    }

    public TestPlan locks(Duration timeout, Duration budget) {
        locks = new LockPolicy(timeout, budget, Duration.ofSeconds(30));
        return this;
    }

    public TestPlan locks(LockPolicy value) {
        locks = value;
        return this;
    }

    /** 20 % and 100 %, after so long at 0 %. */
    public TestPlan calibrating(Duration calibrate) {
        List<RampSchedule.Step> steps = List.of(
                new RampSchedule.Step(Percent.of(20), Duration.ZERO, 0),
                new RampSchedule.Step(Percent.FULL, Duration.ZERO, 0));
        ramp = new RampSchedule(steps, ramp.lookEvery(), ramp.maxHold(), Optional.empty(), calibrate);
        return this;
    }

    public TestPlan expand(String sql) {
        expand.add(new Script("expand/" + (expand.size() + 1) + ".sql", sql, true));
        return this;
    }

    public TestPlan expandOutsideTransaction(String sql) {
        expand.add(new Script("expand/" + (expand.size() + 1) + ".sql", sql, false));
        return this;
    }

    public TestPlan contract(String sql) {
        contract.add(new Script("contract/" + (contract.size() + 1) + ".sql", sql, true));
        return this;
    }

    public TestPlan contractOutsideTransaction(String sql) {
        contract.add(new Script("contract/" + (contract.size() + 1) + ".sql", sql, false));
        return this;
    }

    public TestPlan revert(String sql) {
        revert.add(new Script("revert/" + (revert.size() + 1) + ".sql", sql, true));
        return this;
    }

    /** Undoes its expand statements by their inverses, as a plan without a revert file does. */
    public TestPlan derivesItsRevert() {
        derives = true;
        return this;
    }

    public MigrationPlan in(String database) {
        return new MigrationPlan(
                id,
                database,
                "a test",
                "team-test",
                tables,
                new FlagPolicy(id, 1, Duration.ofSeconds(15), Duration.ofHours(24)),
                sync,
                sync.stream()
                        .map(rule -> new BackfillRule(rule.table(), throttle, List.of()))
                        .toList(),
                new ParityPolicy(snapshotAge),
                ramp,
                List.of(),
                0.05,
                5,
                new SoakPolicy(soak, Duration.ofSeconds(1), false),
                new ContractPolicy(ContractPolicy.Approval.NONE, hide, archive, usage),
                locks,
                false,
                false,
                new Scripts(expand, contract, revert, derives ? DerivedReverts.undoing(expand) : Optional.empty()),
                List.of());
    }
}
