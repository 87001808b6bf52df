// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.Beside;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writers of all kinds go on through archiving, hiding and the drop; the new side, which stays, says what the archive must hold. */
final class ArchiveTrafficTest {

    private static final int WRITERS = 3;
    private static final int ROWS = 4_000;

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Hiding hiding = new Hiding(migration);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theArchiveIsExactToTheCommitOfTheDrop(long seed) {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text, note text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, " + ROWS + ") i");
        Call call = hiding.at100(new TestPlan()
                .hide(Duration.ofHours(1))
                .archive(Duration.ofDays(1))
                .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
                .expand("ALTER TABLE users ADD COLUMN name text")
                .contract("ALTER TABLE users DROP COLUMN full_name"));
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed * 100 + i);
            writers.add(Beside.supply(() -> write(random, over)));
        }
        try {
            assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);
            assertThat(migration.contract.hide(call)).isInstanceOf(Outcome.Done.class);
            assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING")))
                    .isInstanceOf(Outcome.Dropped.class);
        } finally {
            over.set(true);
        }

        assertThat(writers).allSatisfy(writer -> assertThat(writer.join()).isPositive());
        // Writes after the drop are marked, and neither add nor delete a row.
        assertThat(migration.text("""
                        SELECT count(*) FROM interlock_archive.m1_1_users a LEFT JOIN users u ON u.id = a.id
                        WHERE u.id IS NOT NULL AND u.note IS DISTINCT FROM 'after' AND a.full_name IS DISTINCT FROM u.name
                        """)).contains("0");
        assertThat(migration.text("SELECT (SELECT count(*) FROM users) - count(*) FROM interlock_archive.m1_1_users"))
                .contains("0");
        assertThat(migration.text("""
                        SELECT count(*) FROM interlock_archive.m1_1_users a WHERE NOT EXISTS (SELECT FROM users u WHERE u.id = a.id)
                        """)).contains("0");
    }

    /** What it writes before the drop and after it is told apart by the transaction itself, which sees whether the column is there. */
    private int write(Random random, AtomicBoolean over) {
        int writes = 0;
        try (Connection connection = migration.database.connect("shop")) {
            while (!over.get()) {
                writes += one(connection, random);
            }
            return writes;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int one(Connection connection, Random random) throws SQLException {
        int id = 1 + random.nextInt(ROWS);
        try {
            return Sql.inTransaction(connection, transaction -> {
                Sql.run(transaction, "LOCK TABLE users IN ROW EXCLUSIVE MODE");
                boolean dropped =
                        Sql.number(transaction, "SELECT count(*) FROM interlock.migration WHERE dropped_at IS NOT NULL")
                                > 0;
                if (dropped) {
                    return Sql.update(transaction, "UPDATE users SET name = 'late', note = 'after' WHERE id = ?", id);
                }
                return switch (random.nextInt(10)) {
                    case 0 -> Sql.update(transaction, "DELETE FROM users WHERE id = ?", id);
                    case 1 ->
                        Sql.update(
                                transaction,
                                "INSERT INTO users (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                                id,
                                "again " + random.nextInt(1000));
                    case 2 ->
                        Sql.update(
                                transaction, "UPDATE users SET note = 'touched' WHERE id BETWEEN ? AND ?", id, id + 50);
                    default ->
                        Sql.update(
                                transaction, "UPDATE users SET name = ? WHERE id = ?", "v" + random.nextInt(1000), id);
                };
            });
        } catch (SQLException e) {
            // Two writers of several rows each: PostgreSQL has undone one of them, and nothing of it counts.
            if (e.getSQLState().startsWith("40")) {
                return 0;
            }
            throw e;
        }
    }
}
