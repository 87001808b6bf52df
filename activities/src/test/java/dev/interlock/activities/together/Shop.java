// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The application: writes to one table after the other, each time on the path that the table's flag gives to the user, and reports
 * for every flag as a client does. It asks for the flags before each round, so a report never has a call in flight.
 */
final class Shop implements AutoCloseable {

    static final int ROWS = 100;

    private static final int ROUNDS_PER_REPORT = 2;
    /** Only so that it does not take a processor for itself. */
    private static final long BETWEEN_ROUNDS_MILLIS = 100;

    private final Connection connection;
    private final UUID boot = UUID.randomUUID();
    private final SplittableRandom random = new SplittableRandom(7);
    private final Thread thread = new Thread(this::serve, "shop");

    // Guarded by this.
    private final Map<String, Calls> calls = new TreeMap<>();
    private final Map<String, Map<Integer, String>> acknowledged = new TreeMap<>();
    private boolean over;
    private @Nullable Exception trouble;

    Shop(Database database) throws SQLException {
        this.connection = database.connect("shop");
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** That every statement has gone through, and that of every table both paths have served. */
    synchronized void assertServed(String key) {
        assertThat(trouble).as("what befell the application").isNull();
        Calls served = calls.getOrDefault(key, new Calls());
        assertThat(served.old).as("calls of the old path of " + key).isPositive();
        assertThat(served.current).as("calls of the new path of " + key).isPositive();
    }

    /** {@code 1=…, 7=…}: by row, what the table was last told. */
    synchronized String acknowledged(String key) {
        return acknowledged.getOrDefault(key, Map.of()).entrySet().stream()
                .map(row -> row.getKey() + "=" + row.getValue())
                .collect(Collectors.joining(", "));
    }

    /** No call is under way then, and none begins any more. */
    @Override
    public synchronized void close() throws SQLException {
        over = true;
        connection.close();
    }

    private void serve() {
        int rounds = 0;
        while (round(++rounds % ROUNDS_PER_REPORT == 0)) {
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_ROUNDS_MILLIS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private synchronized boolean round(boolean reports) {
        if (over || trouble != null) {
            return false;
        }
        try {
            for (Flag flag : flags()) {
                call(flag);
                if (reports) {
                    report(flag);
                }
            }
            return true;
        } catch (SQLException e) {
            trouble = e;
            return false;
        }
    }

    private void call(Flag flag) throws SQLException {
        String user = String.valueOf(random.nextLong());
        boolean byNewPath = FlagRule.of(flag.key, flag.percent, flag.safeSide)
                .evaluate(user)
                .equals(Variant.NEW);
        if (flag.key.startsWith("rename-")) {
            write(flag.key, byNewPath, 1 + random.nextInt(ROWS), user);
        }
        Calls counted = calls.computeIfAbsent(flag.key, key -> new Calls());
        counted.old += byNewPath ? 0 : 1;
        counted.current += byNewPath ? 1 : 0;
    }

    private void write(String key, boolean byNewPath, int row, String value) throws SQLException {
        String table = key.replace("rename-", "people_");
        Sql.update(
                connection,
                "UPDATE " + table + " SET " + (byNewPath ? "email" : "mail") + " = ? WHERE id = ?",
                value,
                row);
        acknowledged.computeIfAbsent(key, any -> new TreeMap<>()).put(row, value);
    }

    private List<Flag> flags() throws SQLException {
        return Sql.list(
                connection,
                "SELECT key, version, percent, safe_side FROM interlock.flag ORDER BY key",
                row -> new Flag(row.getString(1), row.getLong(2), row.getInt(3), Variant.of(row.getString(4))));
    }

    private void report(Flag flag) throws SQLException {
        Calls served = calls.getOrDefault(flag.key, new Calls());
        List<Long> counters = new ArrayList<>(List.of(served.old, served.old, 0L, 0L, 0L, 0L));
        counters.addAll(List.of(served.current, served.current, 0L, 0L, 0L, 0L));
        Sql.list(
                connection,
                "SELECT * FROM interlock.report(?, 'shop-1', ?, ?, 0, ?::text[]::bigint[], false)",
                row -> true,
                flag.key,
                boot,
                flag.version,
                counters);
    }

    private record Flag(String key, long version, int percent, Variant safeSide) {}

    private static final class Calls {
        private long old;
        private long current;
    }
}
