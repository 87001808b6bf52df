// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static dev.interlock.activities.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.Beside;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LocksFirstTest {

    private static final int LEAVES = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    /** Each holder gives way just before the time for one lock is over, so that the wait for all would be six times as long. */
    @Test
    void nobodyWaitsBehindAPartitionedTableForLongerThanOneTimeout() throws Exception {
        partitioned();
        Call call = expanding(
                new TestPlan().locks(TIMEOUT, Duration.ofMinutes(2)).expand("ALTER TABLE users ADD COLUMN a text"));
        AtomicBoolean over = new AtomicBoolean();
        List<Connection> holders = holders();
        CompletableFuture<Long> longest = Beside.supply(() -> longestMillis(over));
        CompletableFuture<Outcome> expanding = Beside.supply(() -> migration.schema.expand(call));

        giveWayOneByOne(holders);

        assertThat(expanding.get()).isInstanceOf(Outcome.Done.class);
        over.set(true);
        // Waiting and then holding are a timeout each; six locks one after the other would be six.
        assertThat(longest.get()).isLessThan(3 * TIMEOUT.toMillis());
        assertThat(migration.text("SELECT count(*) FROM pg_attribute WHERE attname = 'a' AND attrelid IN"
                        + " (SELECT relid FROM pg_partition_tree('users'))"))
                .contains(String.valueOf(LEAVES + 1));
    }

    @Test
    void aWaitForManyLocksIsOverAfterOneTimeout() throws Exception {
        partitioned();
        Call call = expanding(
                new TestPlan().locks(TIMEOUT, Duration.ofMinutes(2)).expand("ALTER TABLE users ADD COLUMN a text"));
        List<Connection> holders = holders();
        CompletableFuture<Outcome> expanding = Beside.supply(() -> migration.schema.expand(call));
        migration.await("t", "SELECT max(failures) >= 1 FROM interlock.lock_wait");

        for (Connection holder : holders) {
            holder.close();
        }

        assertThat(expanding.get()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatAScriptLocksBesideItsTablesIsTakenFirstTheSecondTime() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE items (id int)");
        Call call = expanding(new TestPlan()
                .expand("ALTER TABLE items ADD COLUMN a int; CREATE TABLE orders (user_id int REFERENCES users)"));

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT to_regclass('orders')::text")).contains("orders");
        migration.await("2 0", "SELECT attempts || ' ' || failures FROM interlock.lock_wait");
    }

    /** A rewrite builds the indexes anew, under SHARE. */
    @Test
    void aWeakerLockOnATableThatIsLockedAlreadyIsNothingNew() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text)");
        Call call = expanding(new TestPlan()
                .expand("ALTER TABLE users ADD COLUMN size int GENERATED ALWAYS AS (length(full_name)) STORED"));

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aScriptThatHoldsItsLocksTooLongIsGivenUpWithNothingApplied() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY)");
        Call call = expanding(impatient().expand("ALTER TABLE users ADD COLUMN a text; SELECT pg_sleep(5)"));

        assertRefused(
                () -> migration.schema.expand(call),
                Failures.SQL_REJECTED,
                "held locks that the application waits for",
                "locks.timeout",
                "a file of its own");

        assertThat(migration.text(
                        "SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass" + " AND attname = 'a'"))
                .contains("0");
    }

    /** A lock that no text tells of: the server is watched for it. */
    @Test
    void aLockThatIsTakenBehindOurBackIsHeldNoLongerEither() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY)");
        migration.run("CREATE FUNCTION sly() RETURNS void LANGUAGE plpgsql AS"
                + " 'BEGIN LOCK TABLE users; PERFORM pg_sleep(60); END'");
        Call call = expanding(impatient().expand("CREATE TABLE made AS SELECT sly()::text"));

        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "held locks");

        assertThat(migration.text("SELECT count(to_regclass('made'))")).contains("0");
    }

    @Test
    void aStatementThatStopsNobodyMayTakeItsTime() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY)");
        Call call = expanding(impatient().expand("CREATE TABLE made AS SELECT pg_sleep(1)::text"));

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
    }

    /** Whoever is stopped with SIGSTOP cannot let go of its locks; the server does it. */
    @Test
    void aSessionThatStandsStillUnderStrongLocksIsEndedByTheServer() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY)");
        Call call = expanding(new TestPlan()
                .locks(TIMEOUT, Duration.ofMinutes(2))
                .expand("ALTER TABLE users ADD COLUMN a text; CREATE TABLE seen AS"
                        + " SELECT current_setting('idle_in_transaction_session_timeout') AS idle,"
                        + " current_setting('statement_timeout') AS longest"));

        migration.schema.expand(call);

        assertThat(migration.text("SELECT idle || ' ' || longest FROM seen")).contains("1s 1s");
    }

    private void partitioned() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY) PARTITION BY RANGE (id)");
        for (int i = 0; i < LEAVES; i++) {
            migration.run(
                    "CREATE TABLE users_" + i + " PARTITION OF users FOR VALUES FROM (" + i + ") TO (" + (i + 1) + ")");
        }
    }

    /** One transaction on each leaf, and on nothing else. */
    private List<Connection> holders() throws SQLException {
        List<Connection> holders = new ArrayList<>();
        for (int i = 0; i < LEAVES; i++) {
            Connection holder = migration.database.connect("holder");
            holder.setAutoCommit(false);
            Sql.run(holder, "LOCK TABLE users_" + i + " IN ROW EXCLUSIVE MODE");
            holders.add(holder);
        }
        return holders;
    }

    private void giveWayOneByOne(List<Connection> holders) throws SQLException {
        long most = TIMEOUT.toMillis() * 7 / 10;
        for (int i = 0; i < LEAVES; i++) {
            migration.await(
                    "t",
                    "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = 'users_" + i
                            + "'::regclass AND mode = 'AccessExclusiveLock'"
                            + " AND clock_timestamp() - waitstart > ? * interval '1 ms'",
                    most);
            holders.get(i).close();
        }
    }

    /** What the application notices: the longest of many short reads, each on a leaf that is locked early. */
    private long longestMillis(AtomicBoolean over) {
        long longest = 0;
        try (Connection application = migration.database.connect("application")) {
            while (!over.get()) {
                long begun = System.nanoTime();
                Sql.run(application, "SELECT count(*) FROM users");
                longest = Math.max(longest, (System.nanoTime() - begun) / 1_000_000);
            }
            return longest;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestPlan impatient() {
        return new TestPlan().locks(Duration.ofMillis(200), Duration.ofMinutes(2));
    }

    private Call expanding(TestPlan plan) {
        return TestMigration.in(migration.claimed(plan), "EXPANDING");
    }
}
