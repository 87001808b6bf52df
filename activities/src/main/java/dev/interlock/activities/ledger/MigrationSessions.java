// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The sessions of one attempt at one piece of a migration's work, named so that a successor can end them. */
public final class MigrationSessions implements ConnectionSource {

    /** Longer than a backend that got SIGTERM needs for anything but a stuck disk. */
    private static final long GONE_WITHIN_MILLIS = 10_000;

    private final Database database;
    private final String hash;
    private final int attempt;

    MigrationSessions(Database database, String migration, long number, int attempt) {
        this.database = database;
        this.hash = SessionLabel.hash(migration, number);
        this.attempt = attempt;
    }

    @Override
    public Connection open(String step) throws SQLException {
        return database.connect(SessionLabel.of(hash, step, attempt));
    }

    public DataSource dataSource(String step) {
        return database.dataSource(SessionLabel.of(hash, step, attempt));
    }

    /**
     * Ends every other session of this migration that does one of these steps, and waits until their backends are gone:
     * only then does the catalogue tell what they did.
     *
     * <p>Who is meant is settled before anybody is ended: in one WHERE, PostgreSQL may call the ending function first, and
     * for every session of the server.
     *
     * @throws SQLException when one is still there after 10 s
     */
    public void endPredecessors(List<String> steps) throws SQLException {
        try (Connection connection = open("ending")) {
            List<Integer> stuck = Sql.list(
                    connection,
                    "WITH predecessor AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE application_name LIKE ?"
                            + " AND split_part(application_name, ':', 3) = ANY (?) AND datname = current_database()"
                            + " AND pid <> pg_backend_pid())"
                            + " SELECT pid FROM predecessor WHERE NOT pg_terminate_backend(pid, ?)",
                    row -> row.getInt(1),
                    "interlock:" + hash + ":%",
                    steps,
                    GONE_WITHIN_MILLIS);
            if (!stuck.isEmpty()) {
                throw new SQLException("an earlier attempt's session does not end: pid " + stuck, "55006");
            }
        }
    }
}
