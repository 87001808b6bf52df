// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The application: writes without a pause on the path that the flag gives to each of its users, over one connection for
 * both, and reports as a client does. It asks for the flag before each call, so a report never has a call in flight.
 */
final class Traffic implements AutoCloseable {

    private static final int CALLS_PER_REPORT = 10;
    /** Only so that it does not take a processor for itself. */
    private static final long BETWEEN_CALLS_MILLIS = 3;

    private final String flagKey;
    private final Rows rows;
    private final Connection connection;
    private final UUID boot = UUID.randomUUID();
    private final SplittableRandom random = new SplittableRandom(7);
    private final Thread thread = new Thread(this::serve, "traffic");

    // Guarded by this.
    private long oldEnded;
    private long newEnded;
    private boolean over;
    private @Nullable Exception trouble;

    Traffic(Database database, String flagKey, Rows rows) throws SQLException {
        this.flagKey = flagKey;
        this.rows = rows;
        this.connection = database.connect("shop");
    }

    Traffic start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Something that looks at the rows, while the application stands still between two calls. */
    synchronized void between(Look look) throws SQLException {
        if (trouble != null) {
            throw new AssertionError("a call of the application failed", trouble);
        }
        look.at(connection, rows);
    }

    /** Whether both paths have been served. */
    synchronized void assertBothServed() {
        assertThat(oldEnded).as("calls of the old path").isPositive();
        assertThat(newEnded).as("calls of the new path").isPositive();
    }

    /** No call is under way then, and none begins any more. */
    @Override
    public synchronized void close() throws SQLException {
        over = true;
        connection.close();
    }

    /** What is done between two calls. */
    @FunctionalInterface
    interface Look {
        void at(Connection connection, Rows rows) throws SQLException;
    }

    private void serve() {
        int calls = 0;
        while (call(++calls % CALLS_PER_REPORT == 0)) {
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_CALLS_MILLIS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private synchronized boolean call(boolean reports) {
        if (over || trouble != null) {
            return false;
        }
        try {
            Optional<Known> flag = flag();
            long user = random.nextLong();
            boolean byNewPath = flag.isPresent()
                    && flag.get().rule().evaluate(String.valueOf(user)).equals(Variant.NEW);
            write(byNewPath, user);
            oldEnded += byNewPath ? 0 : 1;
            newEnded += byNewPath ? 1 : 0;
            if (reports && flag.isPresent()) {
                report(flag.get().version());
            }
            return true;
        } catch (SQLException e) {
            trouble = e;
            return false;
        }
    }

    private void write(boolean byNewPath, long user) throws SQLException {
        if (user % 8 == 0) {
            rows.insert(connection, byNewPath);
        } else {
            rows.update(connection, byNewPath, rows.any(user));
        }
    }

    private Optional<Known> flag() throws SQLException {
        return Sql.first(
                connection,
                "SELECT version, percent, safe_side FROM interlock.flag WHERE key = ?",
                row -> new Known(row.getLong(1), FlagRule.of(flagKey, row.getInt(2), Variant.of(row.getString(3)))),
                flagKey);
    }

    private void report(long version) throws SQLException {
        List<Long> counters = List.of(oldEnded, oldEnded, 0L, 0L, 0L, 0L, newEnded, newEnded, 0L, 0L, 0L, 0L);
        Sql.list(
                connection,
                "SELECT * FROM interlock.report(?, 'shop-1', ?, ?, 0, ?::text[]::bigint[], false)",
                row -> true,
                flagKey,
                boot,
                version,
                counters);
    }

    private record Known(long version, FlagRule rule) {}
}
