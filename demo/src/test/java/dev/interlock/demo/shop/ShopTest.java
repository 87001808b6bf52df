// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class ShopTest {

    private static EmbeddedPostgres postgres;

    private ShopDatabase database;
    private Shop shop;

    @BeforeAll
    static void startServer() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        String name = "t" + Integer.toUnsignedString(test.getDisplayName().hashCode());
        database = ShopDatabase.create(postgres, name);
        shop = new Shop(database.settings(300));
        shop.createAndSeed();
        database.expand();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void nothingIsLostWhileTheFlagMovesAndTheOldColumnGoes() throws Exception {
        shop.start();
        for (int percent : List.of(0, 50, 0, 20, 100)) {
            database.moveFlag(percent);
            serve(200);
        }
        Verification both = shop.verifyThroughBothPaths();
        awaitNothingOnTheOldPath();
        dropOldColumn();
        serve(200);
        shop.stopTraffic();

        assertThat(both.rowsRead()).isPositive();
        assertThat(both.lost()).isEmpty();
        assertThat(shop.verifyThroughNewPath().lost()).isEmpty();
        assertThat(shop.facts().failures()).isEmpty();
        assertThat(shop.facts().writesAcknowledged()).isPositive();
    }

    @Test
    void aWriteThatIsGoneIsNamed() throws Exception {
        serveSomeWrites();
        WriteOf victim = anyWrite();

        database.execute("UPDATE users SET full_name = 'Somebody Else' WHERE id = " + victim.id);

        Verification verification = shop.verifyThroughBothPaths();
        assertThat(verification.writesLost()).isEqualTo(1);
        assertThat(verification.lost()).extracting(LostWrite::path).containsExactlyInAnyOrder("old", "new");
        assertThat(verification.lost()).extracting(LostWrite::userId).containsOnly(victim.id);
        assertThat(verification.lost()).extracting(LostWrite::written).containsOnly(victim.name);
    }

    @Test
    void aRowThatIsGoneIsNamed() throws Exception {
        serveSomeWrites();
        WriteOf victim = anyWrite();

        database.execute("DELETE FROM users WHERE id = " + victim.id);

        assertThat(shop.verifyThroughOldPath().lost())
                .containsExactly(new LostWrite(victim.id, "old", victim.name, "nobody"));
    }

    @Test
    void aWriteThatTheOtherShapeNeverGotIsNamed() throws Exception {
        serveSomeWrites();
        WriteOf victim = anyWrite();

        database.execute("ALTER TABLE users DISABLE TRIGGER ALL");
        database.execute("UPDATE users SET first_name = NULL, last_name = NULL WHERE id = " + victim.id);

        assertThat(shop.verifyThroughBothPaths().lost())
                .containsExactly(new LostWrite(victim.id, "new", victim.name, "nobody"));
    }

    @Test
    void troubleOnTheNewPathFailsRequestsAndLosesNothing() throws Exception {
        database.moveFlag(100);
        shop.trouble().failNewPathFor(0.5);
        shop.start();
        until(() -> shop.facts().requestsFailed() > 50);
        shop.stopTraffic();

        assertThat(shop.facts().failures()).containsOnlyKeys("DeliberateFailure");
        assertThat(shop.verifyThroughBothPaths().lost()).isEmpty();
    }

    @Test
    void scanningOnTheNewPathReadsTheTableAndFailsNothing() throws Exception {
        database.moveFlag(100);
        shop.start();
        serve(100);
        long before = sequentialScans();

        shop.trouble().scanOnNewPath(true);

        until(() -> sequentialScans() > before + 5);
        assertThat(shop.facts().failures()).isEmpty();
    }

    @Test
    void theLongestLockWaitIsSeen() throws Exception {
        shop.start();
        serve(50);
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
            until(() -> shop.facts().longestLockWaitMs() >= 300);
            blocker.rollback();
        }
        shop.stopTraffic();

        assertThat(shop.facts().failures()).isEmpty();
    }

    private void serveSomeWrites() {
        shop.start();
        until(() -> shop.facts().writesAcknowledged() > 50);
        shop.stopTraffic();
    }

    private void serve(int requests) {
        long goal = shop.facts().requestsServed() + requests;
        until(() -> shop.facts().requestsServed() >= goal);
    }

    /** Of a user of the first hour, whose last write is therefore a change of name. */
    private WriteOf anyWrite() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, full_name FROM users WHERE id <= 2000 AND full_name ~ '-[0-9]+$' LIMIT 1")) {
            row.next();
            return new WriteOf(row.getLong("id"), row.getString("full_name"));
        }
    }

    private void awaitNothingOnTheOldPath() {
        until(() -> ask("SELECT count(*) FROM interlock.evaluator e JOIN interlock.flag f ON f.key = e.flag_key"
                        + " WHERE e.version = f.version AND e.old_in_flight = 0")
                == 3);
    }

    private void dropOldColumn() throws SQLException {
        database.execute("DROP TRIGGER zzzz_interlock_1 ON users; DROP TRIGGER zzzz_interlock_1_insert ON users;"
                + " DROP TRIGGER zzzz_interlock_1_inserted ON users;"
                + " ALTER TABLE users DROP COLUMN full_name");
    }

    private long sequentialScans() {
        return ask("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'users'");
    }

    private long ask(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void until(BooleanSupplier met) {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private record WriteOf(long id, String name) {}
}
