// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.kill;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.worker.background.BackgroundThread;
import io.dropwizard.lifecycle.Managed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One LISTEN connection for one database, for as long as the worker runs. What is missed while it is away is found by
 * the read-back at the next look.
 */
public final class KillListener implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(KillListener.class);

    private static final int WAIT_MILLIS = 500;

    /** A peer that went away without a word is noticed after this many quiet waits. */
    private static final int QUIET_WAITS = 20;

    private final String database;
    private final ConnectionSource connections;
    private final KillLookup lookup;
    private final KillSink sink;
    private final BackgroundThread thread;
    private volatile boolean listening;

    public KillListener(String database, ConnectionSource connections, KillSink sink) {
        this.database = database;
        this.connections = connections;
        this.lookup = new KillLookup(database);
        this.sink = sink;
        this.thread = new BackgroundThread("kill-listener-" + database, this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        thread.stop();
    }

    /** Whether a kill would be heard now. */
    public boolean isListening() {
        return listening;
    }

    private void run() {
        Backoff backoff = Backoff.FIRST;
        while (!thread.stopped(Duration.ZERO)) {
            long since = System.nanoTime();
            try {
                listen();
            } catch (SQLException | RuntimeException e) {
                LOG.warn("Not listening for kills in database {}: {}", database, e.getMessage());
            }
            listening = false;
            boolean stood = System.nanoTime() - since > TimeUnit.SECONDS.toNanos(5);
            backoff = stood ? Backoff.FIRST : backoff.next();
            if (thread.stopped(backoff.delay())) {
                return;
            }
        }
    }

    private void listen() throws SQLException {
        try (Connection connection = connections.open("kill-listener")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + KillNotice.CHANNEL);
            }
            listening = true;
            PGConnection postgres = connection.unwrap(PGConnection.class);
            for (int quiet = 0; !thread.stopped(Duration.ZERO); quiet++) {
                PGNotification[] heard = postgres.getNotifications(WAIT_MILLIS);
                if (heard != null && heard.length > 0) {
                    quiet = 0;
                    tell(connection, heard);
                }
                if (quiet >= QUIET_WAITS) {
                    quiet = 0;
                    requireAlive(connection);
                }
            }
        }
    }

    private void tell(Connection connection, PGNotification[] heard) throws SQLException {
        for (PGNotification notification : heard) {
            KillNotice notice = KillNotice.parse(notification.getParameter()).orElse(null);
            if (notice == null) {
                LOG.warn("Unreadable notice on {}: {}", KillNotice.CHANNEL, notification.getParameter());
                continue;
            }
            lookup.find(connection, notice).ifPresent(sink::killed);
        }
    }

    private static void requireAlive(Connection connection) throws SQLException {
        if (!connection.isValid(5)) {
            throw new SQLException("the connection has gone");
        }
    }
}
