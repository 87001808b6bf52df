// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.Beside;
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
            assertThat(open.objects())
                    .containsExactly("column public.users.full_name (size not known before an ANALYZE)");
            assertThat(open.unknown()).singleElement().asString().startsWith("Observed");
        });
        assertThat(migration.text("SELECT open || ' ' || (facts #>> '{observed,unknown,0}') FROM interlock.evidence"))
                .hasValueSatisfying(kept -> assertThat(kept).startsWith("true Observed: the extension"));
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
    void anEvaluatorThatKeepsItsUsersOnTheOldPathBlocksUntilItObeysAgain() {
        Call call = soaking(new TestPlan());
        report("a", 0);
        migration.run("UPDATE interlock.evaluator SET withheld = 5, overruled = true");

        assertThat(reasons(call, Instant.now()))
                .containsExactly("evaluators: a keeps its users on the old path by itself");

        migration.run("UPDATE interlock.evaluator SET withheld = 6, overruled = false");
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
        CompletableFuture<Outcome> looking = Beside.supply(() -> migration.contract.gate(call, Instant.now()));
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

    @Test
    void whatIsRemovedIsNamedWithItsSize() {
        migration.run("""
                CREATE TABLE names (name text);
                CREATE INDEX by_name ON users (full_name);
                INSERT INTO users SELECT i, repeat('x', 99) FROM generate_series(1, 1000) i;
                ANALYZE;
                """);
        Call call = soaking(new TestPlan()
                .contract("DROP INDEX by_name; ALTER TABLE users DROP COLUMN full_name; DROP TABLE names"));
        report("a", 0);

        Outcome.GateOpen open = (Outcome.GateOpen) migration.contract.gate(call, Instant.now());

        assertThat(open.objects()).hasSize(3);
        assertThat(open.objects().get(0)).startsWith("index public.by_name (");
        assertThat(open.objects().get(1))
                .matches("column public\\.users\\.full_name \\(about 9\\d kB in 1,000 rows\\)");
        assertThat(open.objects().get(2)).startsWith("table public.names (");
    }

    @Test
    void whatStillNeedsTheColumnClosesTheGateAlsoWhereNothingIsHidden() {
        migration.run("""
                ALTER TABLE users ADD UNIQUE (full_name);
                CREATE TABLE nicks (name text REFERENCES users (full_name));
                CREATE VIEW names AS SELECT full_name FROM users;
                CREATE FUNCTION count_names() RETURNS bigint LANGUAGE sql AS 'SELECT count(full_name) FROM users';
                CREATE FUNCTION as_name() RETURNS text LANGUAGE sql AS 'SELECT id::text AS full_name FROM users -- not full_name';
                """);
        Call call = soaking(new TestPlan()
                .contract("ALTER TABLE users DROP CONSTRAINT users_full_name_key, DROP COLUMN full_name"));
        report("a", 0);

        assertThat(reasons(call, Instant.now()))
                .singleElement()
                .asString()
                .startsWith("dependants: ")
                .contains("rule _RETURN on view names depends on it and would keep it from being dropped")
                .contains("constraint nicks_name_fkey on table nicks depends on it")
                .contains("function count_names() names it in its text and would fail")
                .doesNotContain("as_name")
                .doesNotContain("hide nothing");
    }

    @Test
    void aFunctionThatOnlyHintsAtTheColumnIsNotKnown() {
        migration.run("""
                CREATE FUNCTION hint() RETURNS void LANGUAGE plpgsql AS
                    $$ BEGIN EXECUTE 'SELECT full_name FROM users'; END $$;
                CREATE FUNCTION comment_only() RETURNS void LANGUAGE plpgsql AS
                    $$ BEGIN /* full_name of users */ PERFORM 1; END $$;
                """);
        Call call = soaking(new TestPlan().contract("ALTER TABLE users DROP COLUMN full_name"));
        report("a", 0);

        assertThat(((Outcome.GateOpen) migration.contract.gate(call, Instant.now())).unknown())
                .hasSize(2)
                .anySatisfy(one -> assertThat(one).contains("function hint() may name it in its text"));
    }

    @Test
    void whatTheDropTakesAlongClosesTheGateUntilTheContractNamesIt() {
        migration.run("""
                ALTER TABLE users ADD COLUMN age int CHECK (age > 0) NOT NULL DEFAULT 1;
                CREATE INDEX by_age ON users (age, id);
                CREATE STATISTICS ages ON age, id FROM users;
                """);
        Call call = soaking(new TestPlan().contract("ALTER TABLE users DROP COLUMN age"));
        report("a", 0);

        assertThat(reasons(call, Instant.now()))
                .containsExactly(
                        "declared: dropping column public.users.age takes constraint users_age_check along, which the"
                                + " contract does not name; write ALTER TABLE public.users DROP CONSTRAINT users_age_check before it in"
                                + " the same file; dropping column public.users.age takes index by_age along, which the contract does not"
                                + " name; write DROP INDEX public.by_age before it in the same file; dropping column public.users.age"
                                + " takes statistics ages along, which the contract does not name; write DROP STATISTICS public.ages"
                                + " before it in the same file");
    }

    @Test
    void whatTheContractNamesIsDeclared() {
        migration.run("""
                ALTER TABLE users ADD COLUMN age serial CHECK (age > 0);
                CREATE INDEX by_age ON users (age, id);
                CREATE STATISTICS ages ON age, id FROM users;
                """);
        Call call = soaking(new TestPlan().contract("""
                DROP INDEX by_age;
                DROP STATISTICS public.ages;
                ALTER TABLE users DROP CONSTRAINT users_age_check, DROP COLUMN age;
                DROP SEQUENCE IF EXISTS users_age_seq;
                """));
        report("a", 0);

        assertThat(migration.contract.gate(call, Instant.now())).isInstanceOf(Outcome.GateOpen.class);
    }

    @Test
    void thePlansOwnQuestionMustReturnZero() {
        migration.run("CREATE TABLE old_calls (at timestamptz)");
        Call call = soaking(new TestPlan().usage("SELECT count(*) FROM old_calls"));
        report("a", 0);

        assertThat(migration.contract.gate(call, Instant.now())).isInstanceOf(Outcome.GateOpen.class);
        migration.run("INSERT INTO old_calls VALUES (now())");
        assertThat(reasons(call, Instant.now())).containsExactly("usage: contract.usage returned 1, and 0 is wanted");
        migration.run("DROP TABLE old_calls");
        assertThat(reasons(call, Instant.now()))
                .singleElement()
                .asString()
                .startsWith("usage: contract.usage has failed: ERROR: relation \"old_calls\" does not exist");
    }

    @Test
    void thePlansOwnQuestionChangesNothing() {
        migration.run("CREATE FUNCTION sly() RETURNS int LANGUAGE sql AS 'DELETE FROM users; SELECT 0'");
        Call call = soaking(new TestPlan().usage("SELECT sly()"));
        report("a", 0);

        assertThat(reasons(call, Instant.now())).singleElement().asString().contains("read-only transaction");
    }

    @Test
    void whatIsNotKnownOnlyAfterTheApprovalVoidsIt() {
        Call call = soaking(new TestPlan().contract("ALTER TABLE users DROP COLUMN full_name"));
        report("a", 0);
        migration.contract.gate(call, Instant.now());
        Call hiding = TestMigration.in(call, "HIDING");
        assertThat(migration.contract.gate(hiding, Instant.now())).isInstanceOf(Outcome.GateOpen.class);

        migration.run("CREATE FUNCTION hint() RETURNS void LANGUAGE plpgsql AS"
                + " $$ BEGIN EXECUTE 'SELECT full_name FROM users'; END $$");

        assertThat(reasons(hiding, Instant.now()))
                .singleElement()
                .asString()
                .startsWith("approval: the gate has changed since the contract was let through, not known now: ")
                .contains("function hint()");
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
