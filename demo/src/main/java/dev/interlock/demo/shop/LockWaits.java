// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how long the shop's sessions wait for locks. Asks the server, since a client that finds its answer late cannot
 * tell a lock from a busy machine.
 */
final class LockWaits implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LockWaits.class);
    private static final Duration EVERY = Duration.ofMillis(25);
    private static final Duration RECONNECT_EVERY = Duration.ofMillis(500);

    private static final String SQL = """
            SELECT coalesce(max(1000 * extract(epoch FROM clock_timestamp() - l.waitstart)), 0)::bigint
            FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
            WHERE NOT l.granted AND a.application_name LIKE ?""";

    private final ShopSettings settings;
    private final String applicationNames;
    private final LongAccumulator longestMillis = new LongAccumulator(Math::max, 0);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param applicationNames a LIKE pattern */
    LockWaits(ShopSettings settings, String applicationNames) {
        this.settings = settings;
        this.applicationNames = applicationNames;
    }

    @Override
    public void run() {
        try {
            while (!isClosedAfter(Duration.ZERO)) {
                watch();
            }
        } catch (InterruptedException interrupt) {
            LOG.debug("interrupted: no longer watching for lock waits", interrupt);
        }
    }

    private void watch() throws InterruptedException {
        try (Connection connection = settings.connect("lock-waits");
                PreparedStatement query = connection.prepareStatement(SQL)) {
            query.setString(1, applicationNames);
            do {
                longestMillis.accumulate(look(query));
            } while (!isClosedAfter(EVERY));
        } catch (SQLException failure) {
            LOG.info("lock waits are not seen for a while: {}", failure.getMessage());
            boolean ignored = isClosedAfter(RECONNECT_EVERY);
        }
    }

    private static long look(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private boolean isClosedAfter(Duration time) throws InterruptedException {
        return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    long longestMillis() {
        return longestMillis.get();
    }

    void close() {
        closed.countDown();
    }
}
