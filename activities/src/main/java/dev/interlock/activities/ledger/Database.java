// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One target database. Connections are direct and never pooled; one idle connection is kept for the flag alone, so that
 * going back never waits for a connection, a pool or a lock queue of schema work.
 */
public final class Database implements AutoCloseable {

    /** The server notices within a second that a client is gone, and a dead network within half a minute. */
    private static final String SESSION_OPTIONS = "-c client_connection_check_interval=1000 -c tcp_user_timeout=30000"
            + " -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private static final int CONNECT_TIMEOUT_SECONDS = 5;
    private static final int FLAG_TIMEOUT_SECONDS = 5;

    private final DatabaseSettings settings;
    private @Nullable Connection kept;

    public Database(DatabaseSettings settings) {
        this.settings = settings;
    }

    public String name() {
        return settings.name();
    }

    /** A new connection in auto-commit mode. {@code label} is its {@code application_name}. */
    public Connection connect(String label) throws SQLException {
        return dataSource(label).getConnection();
    }

    /** Gives a new connection each time it is asked. */
    public DataSource dataSource(String label) {
        return source(label);
    }

    /** The sessions of one migration's activity attempt. */
    public MigrationSessions sessions(String migration, long number, int attempt) {
        return new MigrationSessions(this, migration, number, attempt);
    }

    /**
     * Runs the work in one transaction on the kept connection; one at a time. When the kept connection turns out to be
     * broken it is closed, and the next call opens another one.
     */
    public synchronized <T> T withFlag(SqlWork<T> work) throws SQLException {
        Connection connection = flagConnection();
        try {
            return Sql.inTransaction(connection, work);
        } catch (SQLException e) {
            if (!connection.isValid(1)) {
                close();
            }
            throw e;
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        Connection closing = kept;
        kept = null;
        if (closing != null) {
            closing.close();
        }
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    private Connection flagConnection() throws SQLException {
        Connection current = kept;
        if (current != null && current.isValid(1)) {
            return current;
        }
        close();
        PGSimpleDataSource source = source(SessionLabel.FLAG);
        source.setSocketTimeout(FLAG_TIMEOUT_SECONDS);
        Connection opened = source.getConnection();
        kept = opened;
        return opened;
    }

    private PGSimpleDataSource source(String label) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setApplicationName(label);
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setTcpKeepAlive(true);
        source.setOptions(SESSION_OPTIONS);
        return source;
    }
}
