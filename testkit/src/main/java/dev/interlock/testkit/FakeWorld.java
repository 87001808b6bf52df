// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.RunPolicy;

/** Everything outside of the workflow, for one migration, in memory. */
public final class FakeWorld {

    private final Cues cues = new Cues();
    private final FakeFlagStore flag = new FakeFlagStore();
    private final FakeLedger ledger;
    private final FakeWatch watch;

    public FakeWorld(SamplePolicy sample) {
        RunPolicy policy = sample.policy();
        this.ledger = new FakeLedger(policy, cues);
        this.watch = new FakeWatch(
                ledger,
                cues,
                policy.soak().checkEvery(),
                policy.ramp().windows().isPresent());
    }

    /** A migration in this world, not started yet. */
    public MigrationScenario scenario() {
        MigrationScenario scenario = new MigrationScenario(
                ledger,
                new CuedFlag(ledger, flag, cues),
                new FakeSchema(ledger, cues),
                watch,
                new FakeContract(ledger, flag, cues));
        watch.keepsTimeBy(scenario::now);
        return scenario;
    }

    public Cues cues() {
        return cues;
    }

    public FakeFlagStore flag() {
        return flag;
    }

    public FakeLedger ledger() {
        return ledger;
    }

    public FakeWatch watch() {
        return watch;
    }
}
