// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.activities.sync.Advance;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.RateOrder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The activity as a worker runs it: real heartbeats, real time, and a rate at which it would take an hour. */
final class ThrottledAttemptTest {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final ExecutorService worker = Executors.newFixedThreadPool(2);
    private Call call;

    @BeforeEach
    void oneRowASecond() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text, filler text);"
                + " INSERT INTO users SELECT i, 'N' || i, repeat('f', 900) FROM generate_series(1, 3600) i");
        TestPlan plan = new TestPlan()
                .sync(SyncRule.of("users", Map.of("name", "upper(full_name)"), Map.of("full_name", "name")))
                .throttle(new ThrottlePolicy(
                        new Rate(1),
                        Optional.of(Duration.ofSeconds(5)),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(30)),
                        Optional.of(1L << 40),
                        false))
                .expand("ALTER TABLE users ADD COLUMN name text");
        Call expanding = TestMigration.in(migration.claimed(plan), "EXPANDING");
        migration.schema.expand(expanding);
        call = TestMigration.in(expanding, "BACKFILLING");
    }

    @AfterEach
    void stopWorking() {
        worker.shutdownNow();
    }

    @Test
    void orderedRateReachesTheAttemptThatIsUnderWay() throws Exception {
        Future<Outcome> attempt = worker.submit(() -> migration.schema.backfill(call));
        awaitBeat("the rate of 1 rows/s");

        migration.ledger.throttle(call, new RateOrder("max", "ann", "the shop is quiet", 9));

        assertThat(attempt.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT count(*) FROM users WHERE name IS NULL"))
                .contains("0");
        assertThat(migration.text("SELECT rows_per_second > 0 FROM interlock.backfill_pace"))
                .contains("t");
    }

    @Test
    void stopIsHeardAtOnceByAnAttemptThatWaits() throws Exception {
        Future<Outcome> attempt = worker.submit(() -> migration.schema.backfill(call));
        awaitBeat("the rate of 1 rows/s");

        migration.pulse.stop(new IllegalStateException("cancelled"));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> attempt.get(5, TimeUnit.SECONDS))
                .withCauseInstanceOf(StopRequested.class);
        assertThat(migration.text("SELECT rows_written < 100 FROM interlock.backfill"))
                .contains("t");
    }

    @Test
    void anAttemptWhoseSessionsItsSuccessorEndedSaysThatItWasLeftBehind() throws Exception {
        Future<Outcome> left = worker.submit(() -> migration.schema.backfill(call));
        awaitBeat("the rate of 1 rows/s");

        Future<Outcome> successor = worker.submit(() -> migration.schema.backfill(call));
        migration.await("3", "SELECT number FROM interlock.attempt");
        migration.ledger.throttle(call, new RateOrder("max", "ann", "the shop is quiet", 9));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> left.get(60, TimeUnit.SECONDS))
                .withMessageContaining("attempt 2 at the work of migration 1 was left behind by attempt 3");
        assertThat(successor.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    }

    /** It was given to a worker that stood still, and has been replaced since. */
    @Test
    void anAttemptThatBeginsWhenNobodyWantsItAnyMoreTakesNothingOver() {
        migration.pulse.stop(new IllegalStateException("it was replaced"));

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> migration.schema.backfill(call));

        assertThat(migration.text("SELECT number FROM interlock.attempt")).contains("1");
    }

    @Test
    void heartbeatsTellRowsBlocksAndWhatItWaitsFor() throws Exception {
        Future<Outcome> attempt = worker.submit(() -> migration.schema.backfill(call));

        Advance advance = awaitBeat("the rate of 1 rows/s");

        assertThat(advance.doing()).isEqualTo("backfill public.users");
        assertThat(advance.rows()).isPositive();
        assertThat(advance.done()).isPositive().isLessThan(advance.total());
        attempt.cancel(true);
    }

    private Advance awaitBeat(String waitsFor) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < until) {
            Optional<Advance> found = migration.pulse.beats().stream()
                    .filter(Advance.class::isInstance)
                    .map(Advance.class::cast)
                    .filter(advance -> waitsFor.equals(advance.waitsFor()) && advance.rows() > 0)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            migration.run("SELECT pg_sleep(0.01)");
        }
        throw new AssertionError("never told: " + waitsFor + "; but " + migration.pulse.beats());
    }
}
