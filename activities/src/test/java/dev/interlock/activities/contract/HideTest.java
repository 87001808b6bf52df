// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.Refusals;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HideTest {

    private static final String KILL = "SELECT percent FROM interlock.kill('split', 'bob', 'pager')";

    private static final String DEPENDANTS =
            "SELECT facts #>> '{dependants,found}' FROM interlock.evidence WHERE gate = ?";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Hiding hiding = new Hiding(migration);
    private final TestPlan plan = new TestPlan()
            .hide(Duration.ofHours(1))
            .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .contract("ALTER TABLE users DROP COLUMN full_name");

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 100) i");
    }

    @Test
    void whatTheContractDropsDoesNotResolveAnyMoreAndStaysInSync() {
        Call call = hiding.at100(plan);

        Outcome outcome = migration.contract.hide(call);

        assertThat(outcome).isEqualTo(new Outcome.Done("hidden, and still in sync: column public.users.full_name"));
        assertThat(hiding.columns("users")).contains("id,interlock_hidden_1_1_full_name,name");
        migration.run("UPDATE users SET name = 'new' WHERE id = 1; INSERT INTO users (id, name) VALUES (101, 'more')");
        assertThat(migration.text("SELECT string_agg(interlock_hidden_1_1_full_name, ',' ORDER BY id) FROM users"
                        + " WHERE id IN (1, 101)"))
                .contains("new,more");
    }

    @Test
    void hidingTwiceIsHidingOnce() {
        Call call = hiding.at100(plan);
        migration.contract.hide(call);

        Outcome second = migration.contract.hide(call);

        assertThat(second).isEqualTo(new Outcome.Done("the old names are hidden already"));
        assertThat(migration.text("SELECT count(*) FROM interlock.hidden")).contains("4");
    }

    @Test
    void unhidingPutsEverythingBackAsItWasAndTheFlagStays() {
        Call call = hiding.at100(plan);
        Optional<String> before = hiding.catalogue();
        migration.contract.hide(call);

        Outcome outcome = migration.flags.unhide(call);

        assertThat(outcome).isEqualTo(new Outcome.Done("the old names are back; the flag stays where it is"));
        assertThat(hiding.catalogue()).isEqualTo(before);
        assertThat(hiding.flag()).contains("100000 new");
        assertThat(migration.flags.unhide(call)).isEqualTo(new Outcome.Done("nothing was hidden any more"));
        migration.run("UPDATE users SET full_name = 'old' WHERE id = 2");
        assertThat(migration.text("SELECT name FROM users WHERE id = 2")).contains("old");
    }

    @Test
    void rollbackBringsTheNamesBackWithTheFlag() {
        Call call = hiding.at100(plan);
        migration.contract.hide(call);
        migration.run("UPDATE users SET name = 'while hidden' WHERE id = 3");

        Outcome outcome = migration.flags.zero(TestMigration.in(call, "ROLLING_BACK"), "ann", "because");

        assertThat(outcome).isInstanceOf(Outcome.FlagSet.class);
        assertThat(hiding.flag()).contains("0 old");
        assertThat(migration.text("SELECT full_name FROM users WHERE id = 3")).contains("while hidden");
    }

    @Test
    void killFromPsqlBringsTheNamesBackWithTheFlagAndSaysSo() {
        migration.contract.hide(hiding.at100(plan));

        assertThat(migration.text(KILL)).contains("0");

        assertThat(hiding.flag()).contains("0 old");
        assertThat(hiding.columns("users")).contains("full_name,id,name");
        assertThat(migration.text("SELECT text FROM interlock.event WHERE text LIKE 'kill:%'"))
                .hasValueSatisfying(text -> assertThat(text).endsWith("was at 100 %, old names un-hidden)"));
    }

    @Test
    void killThatDoesNotGetTheLockChangesNothingAndSaysWhoBlocks() throws SQLException {
        Call call = hiding.at100(plan.locks(Duration.ofMillis(200), Duration.ofSeconds(1)));
        migration.contract.hide(call);
        try (Connection reader = migration.database.connect("long-reader")) {
            reader.setAutoCommit(false);
            Sql.run(reader, "SELECT name FROM users");

            assertThatThrownBy(() -> migration.text(KILL))
                    .hasMessageContaining("the old names are still hidden and nothing has changed")
                    .hasMessageContaining("public.users is locked by pid")
                    .hasMessageContaining("application long-reader");
            assertThatThrownBy(() -> migration.flags.zero(TestMigration.in(call, "ROLLING_BACK"), "ann", "because"))
                    .hasMessageContaining("application long-reader");

            assertThat(hiding.flag()).contains("100000 new");
            assertThat(hiding.columns("users")).contains("id,interlock_hidden_1_1_full_name,name");
            assertThat(migration.text(
                            "SELECT step || ' ' || (blockers -> 0 ->> 'application') FROM interlock.lock_wait"))
                    .contains("unhide long-reader");
        }
        assertThat(migration.flags.zero(TestMigration.in(call, "ROLLING_BACK"), "ann", "because"))
                .isInstanceOf(Outcome.FlagSet.class);
        assertThat(hiding.columns("users")).contains("full_name,id,name");
        assertThat(migration.text("SELECT blockers FROM interlock.lock_wait")).contains("[]");
    }

    @Test
    void flagIsNotLoweredByAnybodyElseWhileNamesAreHidden() {
        migration.contract.hide(hiding.at100(plan));

        assertThatThrownBy(() -> migration.run("UPDATE interlock.flag SET percent = 0"))
                .hasMessageContaining("flag split stays at 100 % while old names are hidden");
    }

    @Test
    void tableLockThatIsNotHadInTheBudgetLeavesEverythingAsItWas() throws SQLException {
        Call call = hiding.at100(plan.locks(Duration.ofMillis(200), Duration.ofSeconds(1)));
        Optional<String> before = hiding.catalogue();
        try (Connection reader = migration.database.connect("long-reader")) {
            reader.setAutoCommit(false);
            Sql.run(reader, "PREPARE everything AS SELECT * FROM users; EXECUTE everything");

            Refusals.assertRefused(() -> migration.contract.hide(call), Failures.LOCK_BUDGET);

            Sql.run(reader, "EXECUTE everything");
        }
        assertThat(hiding.catalogue()).isEqualTo(before);
    }

    @Test
    void killedFlagIsNeverHiddenUnder() {
        Call call = hiding.at100(plan);
        migration.text(KILL);

        Outcome outcome = migration.contract.hide(call);

        assertThat(outcome).isInstanceOf(Outcome.FlagMoved.class);
        assertThat(hiding.columns("users")).contains("full_name,id,name");
    }

    @Test
    void evaluatorThatIsNotOnTheNewestFlagKeepsTheNamesWhereTheyAre() {
        Call call = hiding.at100(plan);
        migration.run("UPDATE interlock.evaluator SET reported_at = clock_timestamp() - interval '1 hour'");

        Outcome outcome = migration.contract.hide(call);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.GateClosed.class,
                        closed -> assertThat(closed.reasons())
                                .singleElement()
                                .asString()
                                .contains("shop-1"));
    }

    @Test
    void whatWouldFollowARenameOrFailByItStandsAgainstHidingByItsName() {
        Call call = hiding.at100(plan);
        migration.run("""
                CREATE VIEW names AS SELECT full_name FROM users;
                CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.full_name := upper(NEW.full_name); RETURN NEW; END';
                CREATE TRIGGER shout BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION shout();
                CREATE FUNCTION count_names() RETURNS bigint LANGUAGE sql AS 'SELECT count(full_name) FROM users';
                CREATE FUNCTION other() RETURNS text LANGUAGE sql AS $$ SELECT 'full_name' $$;
                CREATE POLICY mine ON users USING (full_name <> '');
                CREATE PUBLICATION all_users FOR TABLE users;
                """);

        Outcome outcome = migration.contract.hide(call);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.GateClosed.class,
                        closed -> assertThat(String.join("\n", closed.reasons()))
                                .contains("column public.users.full_name: rule _RETURN on view names")
                                .contains("policy mine on table users")
                                .contains("publication all_users")
                                .contains("function shout()")
                                .contains("function count_names()")
                                .doesNotContain("function other()")
                                .contains("contract.hide: 0s"));
        assertThat(hiding.columns("users")).contains("full_name,id,name");
    }

    @Test
    void whatTheContractDropsItselfStandsAgainstNothing() {
        Call call = hiding.at100(new TestPlan()
                .hide(Duration.ofHours(1))
                .contract("DROP VIEW names; ALTER TABLE users DROP COLUMN full_name"));
        migration.run("CREATE VIEW names AS SELECT full_name FROM users");

        assertThat(migration.contract.hide(call)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void dropGoesFromTheHiddenStateAndLeavesNothingOfIt() {
        Call call = hiding.at100(plan);
        migration.contract.hide(call);

        Outcome outcome = migration.contract.drop(TestMigration.in(call, "DROPPING"));

        assertThat(outcome).isInstanceOf(Outcome.Dropped.class);
        assertThat(hiding.columns("users")).contains("id,name");
        assertThat(migration.text("SELECT count(*) FROM interlock.hidden")).contains("0");
        assertThat(migration.text("SELECT count(*) FROM interlock.hiding")).contains("0");
    }

    @Test
    void dropThatIsRefusedLeavesTheNamesHidden() {
        Call call = hiding.at100(plan);
        migration.contract.hide(call);
        migration.run("CREATE VIEW names AS SELECT interlock_hidden_1_1_full_name FROM users");

        Outcome outcome = migration.contract.drop(TestMigration.in(call, "DROPPING"));

        assertThat(outcome).isInstanceOf(Outcome.NotDropped.class);
        assertThat(hiding.columns("users")).contains("id,interlock_hidden_1_1_full_name,name");
    }

    @Test
    void gateSeesTheTablesAsIfNothingWereHidden() {
        Call call = hiding.at100(plan);
        Instant soaked = Instant.now();
        assertThat(migration.contract.gate(TestMigration.in(call, "SOAKING"), soaked))
                .isInstanceOf(Outcome.GateOpen.class);
        migration.contract.hide(call);
        migration.run("UPDATE users SET name = 'x' || name");

        Outcome outcome = migration.contract.gate(TestMigration.in(call, "HIDING"), soaked);

        assertThat(outcome).isInstanceOf(Outcome.GateOpen.class);
        assertThat(migration.text(DEPENDANTS, "SOAKING"))
                .contains("nothing in the database needs any of 1 name that the contract removes");
        assertThat(migration.text(DEPENDANTS, "HIDING"))
                .contains("what the contract removes is hidden, and was looked at when it was");
    }

    @Test
    void gateFindsARowThatWentOutOfParityWhileHidden() {
        Call call = hiding.at100(plan);
        migration.contract.hide(call);
        migration.run("ALTER TABLE users DISABLE TRIGGER ALL; UPDATE users SET name = 'lost' WHERE id = 7;"
                + " ALTER TABLE users ENABLE ALWAYS TRIGGER zzzz_interlock_1;"
                + " ALTER TABLE users ENABLE ALWAYS TRIGGER zzzz_interlock_1_insert;"
                + " ALTER TABLE users ENABLE ALWAYS TRIGGER zzzz_interlock_1_inserted");

        Outcome outcome = migration.contract.gate(call, Instant.now());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.GateClosed.class,
                        closed -> assertThat(closed.reasons().toString()).contains("1 row out of parity", "id=7"));
    }

    @Test
    void gateThatMeetsALateReaderNamesIt() {
        Call call = hiding.at100(plan);
        migration.contract.hide(call);
        hiding.report("shop-1", 2);

        Outcome outcome = migration.contract.gate(call, Instant.now());

        assertThat(outcome)
                .isEqualTo(new Outcome.LateReader(
                        "shop-1 is on the old path: 2 calls since the old names were hidden, 0 in flight"));
        assertThat(migration.text("SELECT open FROM interlock.evidence")).contains("f");
    }

    @Test
    void anotherRunThatTakesOverBringsTheNamesBack() {
        migration.contract.hide(hiding.at100(plan));

        migration.register(plan, "another-run");

        assertThat(hiding.flag()).contains("0 old");
        assertThat(hiding.columns("users")).contains("full_name,id,name");
    }

    @Test
    void wholeTableIsHiddenAndComesBack() {
        migration.run("CREATE TABLE legacy (id serial PRIMARY KEY); INSERT INTO legacy DEFAULT VALUES");
        Call call = hiding.at100(new TestPlan()
                .hide(Duration.ofHours(1))
                .tables("legacy", "users")
                .contract("DROP TABLE legacy"));

        migration.contract.hide(call);

        assertThat(migration.text("SELECT to_regclass('legacy')")).isEmpty();
        assertThat(migration.text("SELECT count(*) FROM interlock_hidden_1_1_legacy"))
                .contains("1");
        assertThat(migration.text(KILL)).contains("0");
        assertThat(migration.text("SELECT count(*) FROM legacy")).contains("1");
    }

    @Test
    void hiddenTableIsDropped() {
        migration.run("CREATE TABLE legacy (id serial PRIMARY KEY)");
        Call call = hiding.at100(new TestPlan()
                .hide(Duration.ofHours(1))
                .tables("legacy", "users")
                .contract("DROP TABLE legacy"));
        migration.contract.hide(call);

        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);
        assertThat(migration.text("SELECT count(*) FROM pg_class WHERE relname ~ 'legacy'"))
                .contains("0");
    }

    @Test
    void twoSyncedTablesAndAPartitionedOneAreHiddenInOneTransaction() {
        migration.run("""
                CREATE TABLE orders (id int, day int, "Who's" text NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
                CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (0) TO (10);
                CREATE TABLE orders_2 PARTITION OF orders FOR VALUES FROM (10) TO (20);
                INSERT INTO orders SELECT i, i % 20, 'w' || i FROM generate_series(1, 100) i;
                """);
        Call call = hiding.at100(new TestPlan()
                .hide(Duration.ofHours(1))
                .tables("orders", "users")
                .sync(List.of(
                        SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")),
                        SyncRule.of("orders", Map.of("buyer", "\"Who's\""), Map.of("Who's", "buyer"))))
                .expand("ALTER TABLE users ADD COLUMN name text; ALTER TABLE orders ADD COLUMN buyer text")
                .contract("ALTER TABLE orders DROP COLUMN \"Who's\"; ALTER TABLE users DROP COLUMN full_name"));
        migration.contract.gate(TestMigration.in(call, "SOAKING"), Instant.now());
        Optional<String> before = hiding.catalogue();

        migration.contract.hide(call);

        assertThat(hiding.columns("orders_2")).contains("buyer,day,id,interlock_hidden_1_1_who_s");
        migration.run("UPDATE orders SET buyer = 'b' || id; INSERT INTO orders (id, day, buyer) VALUES (101, 3, 'me')");
        assertThat(migration.text(
                        "SELECT count(*) FROM orders WHERE interlock_hidden_1_1_who_s IS DISTINCT FROM buyer"))
                .contains("0");
        assertThat(migration.contract.gate(call, Instant.now())).isInstanceOf(Outcome.GateOpen.class);
        assertThat(migration.text(KILL)).contains("0");
        assertThat(hiding.catalogue()).isEqualTo(before);
    }

    @Test
    void contractThatDropsNoNameHidesNothing() {
        Call call = hiding.at100(new TestPlan()
                .hide(Duration.ofHours(1))
                .contract("ALTER TABLE users ALTER COLUMN full_name SET NOT NULL"));

        assertThat(migration.contract.hide(call))
                .isEqualTo(new Outcome.Done("the contract drops no table and no column: there is nothing to hide"));
        assertThat(migration.text(KILL)).contains("0");
    }

    @Test
    void syncThatIsPutBackWhileHiddenIsTheOneThatWasHidden() throws SQLException {
        Call call = hiding.at100(plan);
        migration.contract.hide(call);
        Optional<String> hidden = migration.text("SELECT pg_get_functiondef('interlock.sync_1_1'::regproc)");
        migration.run("ALTER TABLE users DISABLE TRIGGER ALL");

        new dev.interlock.activities.sync.SyncInstaller(migration.database::connect)
                .repair(
                        1,
                        plan.in(migration.database.name()),
                        migration
                                .text("SELECT plan_sha256 FROM interlock.migration")
                                .orElseThrow(),
                        plan.in("").locks(),
                        dev.interlock.activities.sync.Progress.NONE);

        assertThat(migration.text("SELECT pg_get_functiondef('interlock.sync_1_1'::regproc)"))
                .isEqualTo(hidden);
        assertThat(migration.text(KILL)).contains("0");
    }
}
