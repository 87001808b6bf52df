// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interlock.activities.Beside;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ddl.WireProxy.Fault;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An attempt that loses its connections, or stands still, at every point between its beginning and its last record. The
 * next one applies what is missing, and nothing twice.
 */
final class ExactlyOnceTest {

    private static final String TRANSACTIONAL =
            "ALTER TABLE users ADD COLUMN a text; INSERT INTO applied VALUES ('script')";
    private static final String INDEX = "CREATE INDEX CONCURRENTLY users_name ON users (full_name)";
    private static final String DETACH = "ALTER TABLE parted DETACH PARTITION parted_1 CONCURRENTLY";
    private static final String LABEL = "ALTER TYPE mood ADD VALUE 'bad'";
    private static final String GONE = "DROP INDEX CONCURRENTLY users_old";

    private static final String BEGUN = "INSERT INTO interlock.script";
    private static final String FENCE = "SELECT s.attempt";
    private static final String LEDGER = "UPDATE interlock.script SET done_at";
    private static final String HISTORY = "INSERT INTO \"interlock\".\"history_";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    @BeforeEach
    void tables() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text); CREATE TABLE applied (what text);"
                + " CREATE INDEX users_old ON users (id, full_name); CREATE TYPE mood AS ENUM ('good');"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 100) i;"
                + " CREATE TABLE parted (id int) PARTITION BY RANGE (id);"
                + " CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10)");
    }

    /** A script, and the messages between which it is cut off. */
    static Stream<Arguments> points() {
        return Stream.concat(
                points(
                        TRANSACTIONAL,
                        BEGUN,
                        FENCE,
                        "LOCK TABLE",
                        "ADD COLUMN a",
                        "INSERT INTO applied",
                        LEDGER,
                        HISTORY),
                Stream.concat(
                        points(INDEX, FENCE, INDEX, LEDGER, HISTORY),
                        Stream.of(DETACH, LABEL, GONE).flatMap(script -> points(script, script, LEDGER))));
    }

    static Stream<Arguments> sleeps() {
        return Stream.concat(
                points(TRANSACTIONAL, BEGUN, FENCE, "ADD COLUMN a", LEDGER, HISTORY),
                Stream.concat(points(INDEX, FENCE, INDEX, LEDGER), points(DETACH, LEDGER)));
    }

    private static Stream<Arguments> points(String script, String... messages) {
        return Stream.of(messages).map(message -> arguments(script, message));
    }

    @ParameterizedTest
    @MethodSource("points")
    void cutOffBeforeAnyMessageItIsAppliedOnce(String script, String message) throws Exception {
        cutOff(script, message, Fault.CUT_BEFORE);
    }

    @ParameterizedTest
    @MethodSource("points")
    void cutOffBeforeAnyAnswerItIsAppliedOnce(String script, String message) throws Exception {
        cutOff(script, message, Fault.CUT_AFTER);
    }

    @ParameterizedTest
    @MethodSource("sleeps")
    void anAttemptThatWakesUpAfterItsSuccessorHasDoneTheWorkChangesNothing(String script, String message)
            throws Exception {
        TestPlan plan = plan(script);
        Call call = TestMigration.in(migration.claimed(plan), "EXPANDING");
        try (WireProxy proxy = WireProxy.start(TestServer.port(), message, Fault.STALL)) {
            TestMigration sleeper = behind(proxy, plan);
            CompletableFuture<Outcome> sleeping = Beside.supply(() -> sleeper.schema.expand(call));
            proxy.awaitReached();
            assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
            List<String> before = footprint();

            proxy.release();

            assertThatThrownBy(sleeping::join).isNotNull();
            assertThat(footprint()).isEqualTo(before);
        }
        assertAppliedOnce(script);
    }

    private void cutOff(String script, String message, Fault fault) throws Exception {
        TestPlan plan = plan(script);
        Call call = TestMigration.in(migration.claimed(plan), "EXPANDING");
        try (WireProxy proxy = WireProxy.start(TestServer.port(), message, fault)) {
            TestMigration unlucky = behind(proxy, plan);
            assertThatThrownBy(() -> unlucky.schema.expand(call)).isNotNull();
            assertThat(proxy.wasReached()).isTrue();
        }

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertAppliedOnce(script);
    }

    private static TestPlan plan(String script) {
        TestPlan plan = new TestPlan().locks(Duration.ofMinutes(1), Duration.ofMinutes(2));
        return script.equals(TRANSACTIONAL) ? plan.expand(script) : plan.expandOutsideTransaction(script);
    }

    /** The same migration, as a worker sees it whose network is the proxy. */
    private TestMigration behind(WireProxy proxy, TestPlan plan) {
        TestMigration other = new TestMigration(TestServer.through(migration.database, proxy.port()));
        other.registration(plan, "run");
        return other;
    }

    private void assertAppliedOnce(String script) {
        assertThat(migration.text("SELECT count(*) || ' ' || count(done_at) FROM interlock.script"))
                .contains("1 1");
        assertThat(migration.text("SELECT expanded FROM interlock.migration")).contains("t");
        assertThat(footprint()).isEqualTo(wanted(script));
    }

    /** What the scripts leave: a column, a row, a valid index, a partition, a label, an old index. */
    private List<String> footprint() {
        return Stream.of(
                        "SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'a'",
                        "SELECT count(*) FROM applied",
                        "SELECT count(*) FROM pg_index WHERE indexrelid = to_regclass('users_name') AND indisvalid",
                        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'parted'::regclass",
                        "SELECT count(*) FROM pg_enum WHERE enumtypid = 'mood'::regtype",
                        "SELECT count(*) FROM pg_class WHERE oid = to_regclass('users_old')")
                .map(query -> migration.text(query).orElseThrow())
                .toList();
    }

    private static List<String> wanted(String script) {
        return switch (script) {
            case TRANSACTIONAL -> List.of("1", "1", "0", "1", "1", "1");
            case INDEX -> List.of("0", "0", "1", "1", "1", "1");
            case DETACH -> List.of("0", "0", "0", "0", "1", "1");
            case LABEL -> List.of("0", "0", "0", "1", "2", "1");
            default -> List.of("0", "0", "0", "1", "1", "0");
        };
    }
}
