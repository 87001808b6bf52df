// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection that listens on {@code interlock_flag}, whose payload is a flag's key and version. */
record ListenConnection(Connection connection, PGConnection notifications) {

    private static final Logger LOG = LoggerFactory.getLogger(ListenConnection.class);

    static ListenConnection open(ConnectionSource source) throws SQLException {
        Connection connection = source.open();
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("LISTEN interlock_flag");
            return new ListenConnection(connection, connection.unwrap(PGConnection.class));
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Keys of the flags heard of; empty when none was within that time (rounded up to a millisecond: 0 would be for ever). */
    Set<String> await(Duration atMost) throws SQLException {
        PGNotification[] heard = notifications.getNotifications((int) Math.max(1, atMost.toMillis()));
        if (heard == null) {
            return Set.of();
        }
        return Arrays.stream(heard)
                .map(notification -> keyOf(notification.getParameter()))
                .collect(Collectors.toUnmodifiableSet());
    }

    static String keyOf(String payload) {
        int space = payload.lastIndexOf(' ');
        return space < 0 ? payload : payload.substring(0, space);
    }

    /** False once the server has ended the session or the wire is gone. Asks the server, so only after a failure. */
    boolean isUsable() throws SQLException {
        return connection.isValid(1);
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            LOG.debug("closing a connection that is given up anyway", failure);
        }
    }
}
