// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The sessions of one attempt at one piece of a migration's work, named so that a successor can end them. */
public final class MigrationSessions implements ConnectionSource {

    /** Longer than a backend that got SIGTERM needs for anything but a stuck disk. */
    private static final long GONE_WITHIN_MILLIS = 10_000;

    private static final String PREDECESSORS = " FROM pg_stat_activity WHERE application_name LIKE ?"
            + " AND split_part(application_name, ':', 3) = ANY (?) AND datname = current_database()"
            + " AND pid <> pg_backend_pid()";

    /** It may pass. */
    private static final String SYSTEM_ERROR = "58000";

    private final Database database;
    private final String hash;
    private final long number;
    private final int attempt;
    private final OptionalLong turn;

    MigrationSessions(Database database, String migration, long number, int attempt) {
        this(database, SessionLabel.hash(migration, number), number, attempt, OptionalLong.empty());
    }

    private MigrationSessions(Database database, String hash, long number, int attempt, OptionalLong turn) {
        this.database = database;
        this.hash = hash;
        this.number = number;
        this.attempt = attempt;
        this.turn = turn;
    }

    @Override
    public Connection open(String step) throws SQLException {
        return database.connect(SessionLabel.of(hash, step, attempt));
    }

    public DataSource dataSource(String step) {
        return database.dataSource(SessionLabel.of(hash, step, attempt));
    }

    /**
     * Takes the work over from every earlier attempt: first it is counted, then the sessions of these steps are ended. A
     * session of an earlier one that is opened afterwards is told by {@link #confirm}.
     */
    public MigrationSessions takeOver(List<String> steps) throws SQLException {
        long mine;
        try (Connection connection = open("ending")) {
            mine = Sql.first(
                            connection,
                            "INSERT INTO interlock.attempt AS a VALUES (?, 1)"
                                    + " ON CONFLICT (migration) DO UPDATE SET number = a.number + 1 RETURNING number",
                            row -> row.getLong(1),
                            number)
                    .orElseThrow();
        }
        endPredecessors(steps);
        return new MigrationSessions(database, hash, number, attempt, OptionalLong.of(mine));
    }

    @Override
    public void confirm(Connection connection) throws SQLException {
        if (turn.isEmpty()) {
            return;
        }
        long now = Sql.number(connection, "SELECT number FROM interlock.attempt WHERE migration = ?", number);
        if (now != turn.getAsLong()) {
            throw Failures.takenOver("attempt " + turn.getAsLong() + " at the work of migration " + number
                    + " was left behind by attempt " + now
                    + ", and changes nothing any more");
        }
    }

    /**
     * Ends every other session of this migration that does one of these steps, and waits until their backends are gone:
     * only then does the catalogue tell what they did.
     *
     * <p>Who is meant is settled before anybody is ended: in one WHERE, PostgreSQL may call the ending function first, and
     * for every session of the server. What counts is who is there afterwards: PostgreSQL also says that it did not end a
     * session which had ended by itself a moment before.
     *
     * @throws SQLException when one is still there after 10 s
     */
    public void endPredecessors(List<String> steps) throws SQLException {
        try (Connection connection = open("ending")) {
            Sql.list(
                    connection,
                    "WITH predecessor AS MATERIALIZED (SELECT pid" + PREDECESSORS + ")"
                            + " SELECT pg_terminate_backend(pid, ?) FROM predecessor",
                    row -> row.getBoolean(1),
                    "interlock:" + hash + ":%",
                    steps,
                    GONE_WITHIN_MILLIS);
            List<Integer> stuck = Sql.list(
                    connection, "SELECT pid" + PREDECESSORS, row -> row.getInt(1), "interlock:" + hash + ":%", steps);
            if (!stuck.isEmpty()) {
                throw new SQLException("an earlier attempt's session does not end: pid " + stuck, SYSTEM_ERROR);
            }
        }
    }
}
