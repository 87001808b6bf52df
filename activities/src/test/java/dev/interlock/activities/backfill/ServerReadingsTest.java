// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.backfill.Lag;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** Each reading's SQL on the real server. */
class ServerReadingsTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final TableName BUSY = new TableName("public", "busy");

    private Connection connection;

    @BeforeEach
    void look() {
        LAB.run("DROP TABLE IF EXISTS busy CASCADE");
        connection = LAB.connect();
    }

    @AfterEach
    void lookNoMore() throws SQLException {
        connection.close();
    }

    @Test
    void withoutReplicasNobodyIsBehind() throws Exception {
        assertThat(ServerReadings.replicaLag(connection)).isEqualTo(Reading.known(Lag.NONE));
    }

    @Test
    void replicaThatHasCaughtUpIsNotBehind() throws Exception {
        try (Connection replica = LAB.replica("shop-2");
                PGReplicationStream stream = follow(replica)) {
            acknowledgeEverything(stream);

            Lag lag = known(ServerReadings.replicaLag(connection));

            assertThat(lag.replica()).isEqualTo("shop-2");
            assertThat(lag.behind()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void replicaThatIsSilentIsNotTakenForOneThatHasCaughtUp() throws Exception {
        try (Connection replica = LAB.replica("shop-2");
                PGReplicationStream stream = follow(replica)) {
            acknowledgeEverything(stream);
            LAB.run("SELECT pg_logical_emit_message(false, 'noise', repeat('x', 10000000))");
            LAB.run("SELECT pg_logical_emit_message(false, 'noise', repeat('x', 10000000))");

            LAB.rows("SELECT pg_sleep(0.3)");

            assertThat(known(ServerReadings.replicaLag(connection)).behind())
                    .as("what it last said was less")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void replicaThatHasSaidNothingYetIsUnknown() throws Exception {
        try (Connection replica = LAB.replica("shop-3");
                PGReplicationStream stream = follow(replica)) {
            assertThat(stream.isClosed()).isFalse();

            assertThat(ServerReadings.replicaLag(connection))
                    .isInstanceOf(Reading.Unknown.class)
                    .asString()
                    .contains("replica shop-3 has not said yet how far behind it is");
        }
    }

    @Test
    void hiddenReplicaIsUnknownAndTheRightIsNamed() throws Exception {
        LAB.role("guest");
        try (Connection replica = LAB.replica("shop-2");
                PGReplicationStream stream = follow(replica);
                Connection guest = LAB.connectAs("guest")) {
            assertThat(stream.isClosed()).isFalse();

            assertThat(ServerReadings.replicaLag(guest))
                    .asString()
                    .contains("1 replicas are hidden from this role: GRANT pg_read_all_stats TO guest");
        }
    }

    @Test
    void sessionThatRunsAStatementIsActive() throws Exception {
        long before = known(ServerReadings.activeSessions(connection));
        try (Connection working = LAB.connect();
                Connection holder = LAB.connect()) {
            holder.setAutoCommit(false);
            Sql.run(holder, "SELECT pg_advisory_xact_lock(77)");
            Thread waiting = new Thread(() -> waitForTheLock(working));
            waiting.start();
            awaitOne("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'advisory'"
                    + " AND datname = current_database()");

            assertThat(known(ServerReadings.activeSessions(connection))).isGreaterThanOrEqualTo(before + 1);

            holder.rollback();
            waiting.join();
        }
    }

    @Test
    void hiddenSessionsAreUnknownAndTheRightIsNamed() throws Exception {
        LAB.role("guest");
        try (Connection guest = LAB.connectAs("guest")) {
            assertThat(ServerReadings.activeSessions(guest))
                    .asString()
                    .contains("sessions are hidden from this role: GRANT pg_read_all_stats TO guest");
        }
    }

    @Test
    void roleThatMayReadAllStatisticsSeesThem() throws Exception {
        LAB.role("watcher");
        LAB.run("GRANT pg_read_all_stats TO watcher");
        try (Connection watcher = LAB.connectAs("watcher")) {
            assertThat(ServerReadings.activeSessions(watcher)).isInstanceOf(Reading.Known.class);
            assertThat(ServerReadings.replicaLag(watcher)).isInstanceOf(Reading.Known.class);
        }
    }

    @Test
    void walPositionMovesByWhatIsWritten() throws Exception {
        long before = ServerReadings.walPosition(connection);
        LAB.run("SELECT pg_logical_emit_message(false, 'noise', repeat('x', 1000000))");

        assertThat(ServerReadings.walPosition(connection) - before).isBetween(1_000_000L, 100_000_000L);
    }

    @Test
    void autovacuumIsSeenByAnybodyAndNoOtherVacuumIsTakenForIt() throws Exception {
        LAB.role("guest");
        try (Connection guest = LAB.connectAs("guest")) {
            assertThat(ServerReadings.autovacuum(guest, BUSY)).isEqualTo(Reading.known(List.of()));
            slowlyVacuumed();

            awaitOne("SELECT count(*) FROM pg_stat_progress_vacuum WHERE relid = to_regclass('busy')");

            assertThat(ServerReadings.autovacuum(guest, BUSY)).isEqualTo(Reading.known(List.of("public.busy")));
            assertThat(ServerReadings.autovacuum(connection, BUSY)).isEqualTo(Reading.known(List.of("public.busy")));
        } finally {
            LAB.run("DROP TABLE busy", "ALTER SYSTEM RESET autovacuum_naptime", "SELECT pg_reload_conf()");
        }
    }

    @Test
    void sessionThatTakesTheSameLockIsNoAutovacuum() throws Exception {
        LAB.run("CREATE TABLE busy (id int)");
        try (Connection person = LAB.connect()) {
            person.setAutoCommit(false);
            Sql.run(person, "LOCK TABLE busy IN SHARE UPDATE EXCLUSIVE MODE");

            assertThat(ServerReadings.autovacuum(connection, BUSY)).isEqualTo(Reading.known(List.of()));
        }
    }

    @Test
    void samplerReadsAllOfItAndPutsOnRecordHowItGoes() throws Exception {
        LAB.run("CREATE TABLE busy (id int)");
        long number = LAB.migration();
        LAB.run("INSERT INTO interlock.throttle (migration, rate, actor, reason, run_id, sequence) VALUES (" + number
                + ", '500', 'ann', 'slow', 'run', 1)");
        FakeTempo tempo = new FakeTempo();
        ThrottlePolicy everything = new ThrottlePolicy(
                Rate.MAX,
                Optional.of(Duration.ofSeconds(5)),
                Optional.of(1000L),
                Optional.of(Duration.ofSeconds(5)),
                Optional.of(1L << 40),
                true);
        try (ServerSampler sampler =
                new ServerSampler(LAB.connections(), new PaceStore(number, 1, BUSY), everything, tempo)) {
            Sample first = sampler.look();
            tempo.pause(Duration.ofSeconds(1));

            Sample second = sampler.look();
            Reading<Duration> latency = sampler.tell(new Pace(123.5, 60L, new Rate(500), "a reason"));

            assertThat(first.readings().walRate()).isInstanceOf(Reading.Unknown.class);
            assertThat(List.of(
                            second.readings().replicaLag(),
                            second.readings().activeSessions(),
                            latency,
                            second.readings().walRate(),
                            second.readings().autovacuum()))
                    .allMatch(reading -> reading instanceof Reading.Known);
            assertThat(second.ordered()).isEqualTo(Reading.known(Optional.of(new Rate(500))));
        }
        assertThat(LAB.row("SELECT rows_per_second, seconds_left, rate, waits_for FROM interlock.backfill_pace"
                        + " WHERE migration = " + number))
                .isEqualTo("123.5|60|500|a reason");
    }

    @Test
    void brokenSessionIsUnknownOnceAndThenReplaced() throws Exception {
        long number = LAB.migration();
        try (ServerSampler sampler = new ServerSampler(
                LAB.connections(), new PaceStore(number, 1, BUSY), ThrottlePolicy.NONE, new FakeTempo())) {
            sampler.look();
            LAB.rows("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                    + " WHERE application_name = 'throttle' AND datname = current_database()");

            Sample broken = sampler.look();
            Sample replaced = sampler.look();

            assertThat(broken.ordered()).isInstanceOf(Reading.Unknown.class);
            assertThat(replaced.ordered()).isEqualTo(Reading.known(Optional.empty()));
        }
    }

    /** So slow that it is still at it whenever it is looked at: it sleeps after every block. */
    private static void slowlyVacuumed() {
        LAB.run(
                "CREATE TABLE busy (id int, filler text) WITH (autovacuum_vacuum_threshold = 1,"
                        + " autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 100,"
                        + " autovacuum_vacuum_cost_limit = 1)",
                "INSERT INTO busy SELECT i, repeat('f', 900) FROM generate_series(1, 4000) i",
                "DELETE FROM busy WHERE id % 2 = 0",
                "SELECT pg_stat_force_next_flush()",
                "ALTER SYSTEM SET autovacuum_naptime = '1s'",
                "SELECT pg_reload_conf()");
    }

    private static PGReplicationStream follow(Connection replica) throws SQLException {
        return replica.unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .physical()
                .withStartPosition(LogSequenceNumber.valueOf(LAB.row("SELECT pg_current_wal_flush_lsn()")))
                .withStatusInterval(1, TimeUnit.HOURS)
                .start();
    }

    private static void acknowledgeEverything(PGReplicationStream stream) throws SQLException {
        LogSequenceNumber now = LogSequenceNumber.valueOf(LAB.row("SELECT pg_current_wal_lsn()"));
        stream.setFlushedLSN(now);
        stream.setAppliedLSN(now);
        stream.forceUpdateStatus();
        awaitOne("SELECT count(*) FROM pg_stat_replication WHERE replay_lsn >= '" + now.asString() + "'");
    }

    private static <T> T known(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Known.class);
        return ((Reading.Known<T>) reading).value();
    }

    private static void waitForTheLock(Connection working) {
        try {
            Sql.run(working, "SELECT pg_advisory_lock(77)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitOne(String count) {
        LAB.awaitAtLeastOne(count);
    }
}
