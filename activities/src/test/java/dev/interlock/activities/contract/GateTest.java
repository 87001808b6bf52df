// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GateTest {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text)");
    }

    @Test
    void theGateOpensWhenEveryCheckHoldsAndNamesWhatItRemovesAndDidNotAsk() {
        Call call = soaking(new TestPlan().contract("ALTER TABLE users DROP COLUMN full_name"));
        report("a", 0);

        Outcome outcome = migration.contract.gate(call, Instant.now());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.GateOpen.class, open -> {
            assertThat(open.objects()).containsExactly("column public.users.full_name");
            assertThat(open.unknown()).singleElement().asString().startsWith("Observed");
        });
        assertThat(migration.text("SELECT open || ' ' || (facts->'observed'->>'holds') FROM interlock.evidence"))
                .contains("true false");
    }

    @Test
    void noEvaluatorIsNoData() {
        Call call = soaking(new TestPlan());

        assertThat(reasons(call, Instant.now())).singleElement().asString().contains("no evaluator has ever reported");
        assertThat(migration.text("SELECT open FROM interlock.evidence")).contains("f");
    }

    @Test
    void aReleaseThatNeedsTheOldPathBlocksUntilItIsRemoved() {
        Call call = soaking(new TestPlan());
        report("a", 0);
        migration.run("SELECT interlock.add_release(id, 'web-41', 'ann', 'reads full_name') FROM interlock.migration");

        assertThat(reasons(call, Instant.now()))
                .containsExactly("releases: release web-41 needs the old path (ann: reads full_name)");

        migration.run("SELECT interlock.remove_release(id, 'web-41', 'ann', 'gone') FROM interlock.migration");
        assertThat(migration.contract.gate(call, Instant.now())).isInstanceOf(Outcome.GateOpen.class);
    }

    @Test
    void aSilentEvaluatorBlocks() {
        Call call = soaking(new TestPlan());
        report("a", 0);
        report("b", 0);
        migration.run("UPDATE interlock.evaluator SET reported_at = now() - interval '1 hour' WHERE instance = 'b'");

        assertThat(reasons(call, Instant.now())).singleElement().asString().contains("b has been silent for");
    }

    @Test
    void anEvaluatorThatSaidGoodbyeOrWasForgottenDoesNot() {
        Call call = soaking(new TestPlan());
        report("a", 0);
        report("b", 0);
        report("c", 0);
        migration.run("UPDATE interlock.evaluator SET goodbye_at = now(), version = 0 WHERE instance = 'b'");
        migration.run("UPDATE interlock.evaluator SET reported_at = now() - interval '25 hours' WHERE instance = 'c'");

        assertThat(migration.contract.gate(call, Instant.now())).isInstanceOf(Outcome.GateOpen.class);
    }

    @Test
    void theGateWaitsAMomentForTheNewestVersion() throws Exception {
        Call call = soaking(new TestPlan());
        report("a", 2);
        CompletableFuture<Outcome> looking =
                CompletableFuture.supplyAsync(() -> migration.contract.gate(call, Instant.now()));
        migration.await(
                "1",
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%:gate:1'"
                        + " AND query LIKE '%evaluator%'");

        report("a", 0);

        assertThat(looking.get()).isInstanceOf(Outcome.GateOpen.class);
    }

    @Test
    void aFlagThatLeftFullDuringTheSoakClosesTheGate() {
        Call call = soaking(new TestPlan().soak(Duration.ofHours(1)));
        report("a", 0);

        assertThat(reasons(call, Instant.now())).singleElement().asString().startsWith("flag: at 100 % since");
    }

    @Test
    void aSoakThatBeganBeforeTheFlagWasFullClosesTheGate() {
        Call call = soaking(new TestPlan());
        report("a", 0);

        List<String> reasons = reasons(call, Instant.now().minus(Duration.ofHours(1)));

        assertThat(reasons).singleElement().asString().startsWith("flag: at 100 % since");
    }

    @Test
    void aChangeOfAClaimedTableClosesTheGate() {
        Call call = soaking(new TestPlan());
        report("a", 0);
        migration.contract.gate(call, Instant.now());
        migration.run("ALTER TABLE users ADD COLUMN nick text");

        assertThat(reasons(call, Instant.now())).containsExactly("drift: public.users: column nick is new: text");
    }

    @Test
    void aDropThatLosesWhatThePlanDoesNotKnowOfClosesTheGate() throws Exception {
        migration.run("ALTER TABLE users ADD COLUMN name text");
        TestPlan plan = new TestPlan()
                .sync(SyncRule.of("users", Map.of("name", "lower(full_name)"), Map.of("full_name", "initcap(name)")));
        Call call = soaking(plan);
        MigrationPlan known = plan.in(migration.database.name());
        new SyncInstaller(migration.database::connect)
                .repair(call.number(), known, "sha", known.locks(), Progress.NONE);
        migration.run("INSERT INTO users (id, full_name) VALUES (1, 'Bo Ek'), (2, 'BO EK')");
        report("a", 0);

        assertThat(reasons(call, Instant.now()))
                .containsExactly(
                        "old-lossy: the drop loses the old side of 1 row, and the plan has no accept: [old-lossy]");
    }

    @Test
    void aSnapshotThatGrowsTooOldClosesTheGate() throws Exception {
        migration.run("ALTER TABLE users ADD COLUMN name text; INSERT INTO users VALUES (1, 'Bo', 'Bo')");
        TestPlan plan = new TestPlan()
                .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
                .snapshotAge(Duration.ofNanos(1));
        Call call = soaking(plan);
        MigrationPlan known = plan.in(migration.database.name());
        new SyncInstaller(migration.database::connect)
                .repair(call.number(), known, "sha", known.locks(), Progress.NONE);
        report("a", 0);

        assertThat(reasons(call, Instant.now()))
                .singleElement()
                .asString()
                .startsWith("parity: the snapshot of exact parity is older than parity.maxSnapshotAge");
    }

    private List<String> reasons(Call call, Instant soakStarted) {
        return ((Outcome.GateClosed) migration.contract.gate(call, soakStarted)).reasons();
    }

    private Call soaking(TestPlan plan) {
        Call call = TestMigration.in(migration.claimed(plan), "RAMPING");
        migration.flags.raise(call, Percent.FULL);
        return TestMigration.in(call, "SOAKING");
    }

    private void report(String instance, int inFlightOnTheOldPath) {
        migration.text(
                "SELECT count(*) FROM interlock.report('split', ?, md5(?)::uuid, (SELECT version FROM interlock.flag), 0,"
                        + " ARRAY[0,0,0,0,?,0,0,0,0,0,0,0]::bigint[], false)",
                instance,
                instance,
                inFlightOnTheOldPath);
    }
}
