// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a reader of the old column met that came while it was hidden.
 *
 * @param failed reads that found no such column
 * @param outage from the first of them to the first read that was served
 */
public record LateReads(int failed, Duration outage) {

    /** As which it is known to the database. */
    static final String READER = "nightly-reports";

    private static final String NO_SUCH_COLUMN = "42703";
    private static final Duration BETWEEN_READS = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Reads again and again until it is served. */
    static LateReads until(Connection connection, UserPath oldPath) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        int failed = 0;
        while (!served(connection, oldPath)) {
            failed++;
            boolean ignored = new CountDownLatch(1).await(BETWEEN_READS.toNanos(), TimeUnit.NANOSECONDS);
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new SQLException("the old column is still hidden after " + failed + " reads", NO_SUCH_COLUMN);
            }
        }
        return new LateReads(failed, Duration.ofNanos(failed == 0 ? 0 : System.nanoTime() - began));
    }

    private static boolean served(Connection connection, UserPath oldPath) throws SQLException {
        try {
            oldPath.read(connection, 1);
            return true;
        } catch (SQLException e) {
            if (NO_SUCH_COLUMN.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%s: %,d reads of the old column failed, served again after %,d ms",
                READER,
                failed,
                outage.toMillis());
    }
}
