// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.Beside;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application on the new path, through hide, un-hide, hide again and drop; and one that has stayed on the old one. */
final class HideTrafficTest {

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Hiding hiding = new Hiding(migration);
    private final AtomicBoolean shopOpen = new AtomicBoolean(true);
    private final AtomicBoolean oldReaderRuns = new AtomicBoolean(true);
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> oldFailures = new ConcurrentLinkedQueue<>();
    private final TestPlan plan = new TestPlan()
            .hide(Duration.ofHours(1))
            .locks(LOCK_TIMEOUT, Duration.ofSeconds(30))
            .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .contract("ALTER TABLE users DROP COLUMN full_name");

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 200) i");
    }

    @Test
    void nobodyOnTheNewPathFailsAndNothingIsLostThroughHideUnhideHideAndDrop() {
        Call call = hiding.at100(plan);
        CompletableFuture<?>[] application =
                IntStream.range(0, 4).mapToObj(i -> Beside.run(() -> serve(i))).toArray(CompletableFuture[]::new);
        CompletableFuture<?> late = Beside.run(this::readTheOldWay);
        serves(200);

        hidden(call);
        serves(200);
        assertThat(migration.flags.unhide(call)).isInstanceOf(Outcome.Done.class);
        serves(200);
        assertThat(migration.text("SELECT count(*) FROM users WHERE full_name IS DISTINCT FROM name"))
                .contains("0");
        hidden(call);
        serves(200);
        oldReaderRuns.set(false);
        late.join();
        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);
        serves(200);
        shopOpen.set(false);
        CompletableFuture.allOf(application).join();

        assertThat(failures).isEmpty();
        assertThat(oldFailures).isNotEmpty().allMatch(failure -> failure.startsWith("42703"));
        // A statement stands behind a lock that is waited for, then behind it while it is held; beyond that, a busy
        // machine.
        assertThat(Duration.ofNanos(longestNanos.get())).isLessThan(LOCK_TIMEOUT.multipliedBy(4));
    }

    private void hidden(Call call) {
        assertThat(migration.contract.hide(call)).isInstanceOf(Outcome.Done.class);
    }

    private void serves(int more) {
        int wanted = served.get() + more;
        while (served.get() < wanted && failures.isEmpty()) {
            migration.run("SELECT pg_sleep(0.01)");
        }
    }

    private void serve(int application) {
        try (Connection connection = migration.database.connect("shop");
                PreparedStatement read = connection.prepareStatement("SELECT id, name FROM users WHERE id = ?");
                PreparedStatement write = connection.prepareStatement("UPDATE users SET name = ? WHERE id = ?");
                PreparedStatement create = connection.prepareStatement("INSERT INTO users (id, name) VALUES (?, ?)")) {
            for (int i = 1; shopOpen.get(); i++) {
                long started = System.nanoTime();
                one(read, write, create, application, i);
                longestNanos.accumulateAndGet(System.nanoTime() - started, Math::max);
                served.incrementAndGet();
            }
        } catch (SQLException e) {
            failures.add(e.getSQLState() + " " + e.getMessage());
        }
    }

    private static void one(PreparedStatement read, PreparedStatement write, PreparedStatement create, int who, int i)
            throws SQLException {
        int id = who * 50 + i % 50 + 1;
        if (i % 3 == 0) {
            read.setInt(1, id);
            read.executeQuery().close();
        } else if (i % 3 == 1) {
            write.setString(1, "w" + who + "-" + i);
            write.setInt(2, id);
            write.executeUpdate();
        } else {
            create.setInt(1, 1_000_000 * (who + 1) + i);
            create.setString(2, "c" + i);
            create.executeUpdate();
        }
    }

    private void readTheOldWay() {
        while (oldReaderRuns.get()) {
            try (Connection connection = migration.database.connect("reports");
                    PreparedStatement read = connection.prepareStatement("SELECT full_name FROM users WHERE id = 1")) {
                read.executeQuery().close();
            } catch (SQLException e) {
                oldFailures.add(e.getSQLState() + " " + e.getMessage());
            }
        }
    }
}
