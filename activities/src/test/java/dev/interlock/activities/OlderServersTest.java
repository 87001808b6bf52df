// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shorter list on the older versions that work; everything else is tried on the newest. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class OlderServersTest {

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 17})
    void aPartitionedTableIsCarriedFromExpandToDrop(int major) throws Exception {
        TestMigration migration = new TestMigration(OlderServer.of(major).withLedger());
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text) PARTITION BY RANGE (id);"
                + " CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (0) TO (50);"
                + " CREATE TABLE users_2 PARTITION OF users FOR VALUES FROM (50) TO (1000);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 100) i");
        Call call = TestMigration.in(
                migration.claimed(new TestPlan()
                        .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
                        .expand("ALTER TABLE users ADD COLUMN name text")
                        .contract("ALTER TABLE users DROP COLUMN full_name")),
                "EXPANDING");

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
        migration.run("UPDATE users SET full_name = 'old path' WHERE id = 1;"
                + " UPDATE users SET name = 'new path' WHERE id = 60; INSERT INTO users VALUES (200, 'later')");
        assertThat(migration.schema.backfill(TestMigration.in(call, "BACKFILLING")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(migration.schema.parity(TestMigration.in(call, "RAMPING"))).isInstanceOf(Outcome.Done.class);
        migration.flags.raise(TestMigration.in(call, "RAMPING"), Percent.FULL);
        Call hiding = TestMigration.in(call, "HIDING");
        migration.flags.turnSafeSide(hiding);
        migration.text("SELECT interlock.report('split', 'shop-1', '00000000-0000-0000-0000-000000000001', version, 0,"
                + " ARRAY[0, 0, 0, 0, 0, 0, 9, 9, 0, 0, 0, 0], false)::text FROM interlock.flag");
        assertThat(migration.contract.hide(hiding)).isInstanceOf(Outcome.Done.class);
        migration.run("UPDATE users SET name = 'hidden' WHERE id = 3");
        assertThat(migration.flags.unhide(hiding)).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT full_name FROM users WHERE id = 3")).contains("hidden");
        assertThat(migration.contract.hide(hiding)).isInstanceOf(Outcome.Done.class);
        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);

        assertThat(migration.text("SELECT string_agg(name, ' ' ORDER BY id) FROM users WHERE id IN (1, 2, 60, 200)"))
                .contains("old path n2 new path later");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 17})
    void whatForwardRaisesOnIsToldOfOnceAndOnlyIfItIsThere(int major) throws Exception {
        TestMigration migration = new TestMigration(OlderServer.of(major).withLedger());
        migration.run("CREATE TABLE orders (id int PRIMARY KEY, amount_text text) PARTITION BY RANGE (id);"
                + " CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (0) TO (50);"
                + " CREATE TABLE orders_2 PARTITION OF orders FOR VALUES FROM (50) TO (1000);"
                + " INSERT INTO orders VALUES (1, '1'), (2, '2')");
        Call call = TestMigration.in(
                migration.claimed(new TestPlan()
                        .sync(SyncRule.of(
                                "orders", Map.of("amount", "amount_text::int"), Map.of("amount_text", "amount::text")))
                        .expand("ALTER TABLE orders ADD COLUMN amount int")),
                "EXPANDING");
        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);

        migration.run("INSERT INTO orders VALUES (1, 'one'), (3, 'three') ON CONFLICT DO NOTHING;"
                + " UPDATE orders SET id = 60, amount_text = 'two' WHERE id = 2;"
                + " UPDATE orders SET amount_text = 'six' WHERE id = 60");

        assertThat(migration.text(
                        "SELECT string_agg(kept_row ->> 'amount_text', ' ' ORDER BY id) FROM interlock.unsynced"))
                .contains("three two six");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 17})
    void anIndexWhoseBuildWasCutOffIsFoundAndBuiltAgain(int major) throws Exception {
        TestMigration migration = new TestMigration(OlderServer.of(major).withLedger());
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text); INSERT INTO users VALUES (1, 'a')");
        Call call = TestMigration.in(
                migration.claimed(new TestPlan()
                        .expandOutsideTransaction("CREATE INDEX CONCURRENTLY users_name ON users (lower(full_name))")),
                "EXPANDING");
        try (Connection writer = migration.database.connect("writer")) {
            writer.setAutoCommit(false);
            Sql.run(writer, "UPDATE users SET full_name = 'b'");
            CompletableFuture<Outcome> building = Beside.supply(() -> migration.schema.expand(call));
            migration.await(
                    "1",
                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%'"
                            + " AND wait_event_type = 'Lock' AND datname = current_database()");
            migration.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%'"
                    + " AND datname = current_database()");
            assertThat(building).failsWithin(Duration.ofSeconds(30));
            writer.rollback();
        }
        assertThat(valid(migration)).isEqualTo("f");

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);

        assertThat(valid(migration)).isEqualTo("t");
    }

    private static String valid(TestMigration migration) {
        return migration
                .text("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('users_name')")
                .orElseThrow();
    }
}
