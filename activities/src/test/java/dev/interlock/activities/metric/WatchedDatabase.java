// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.RowReader;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One database with the ledger for all tests of this package; each test gets a migration and a flag of its own. */
final class WatchedDatabase {

    private static final Database DATABASE = TestServer.sharedWithLedger();
    private static final Connection CONNECTION = open();

    static final String NAME = DATABASE.name();

    private WatchedDatabase() {}

    static Databases databases() {
        return new Databases(List.of(DATABASE));
    }

    static Connection connect() throws SQLException {
        return connect("test");
    }

    static Connection connect(String application) throws SQLException {
        return DATABASE.connect(application);
    }

    /** A migration with its flag at {@code percent}, epoch 0. */
    static Call begin(String key, String phase, Percent percent, List<String> tables) throws SQLException {
        long number = number(
                "INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key,"
                        + " started_by, run_id, phase) VALUES (?, 'sha', '{}', '', '', ?, ?, 'anna', 'run', ?)"
                        + " RETURNING number",
                key,
                tables,
                key,
                phase);
        run(
                "INSERT INTO interlock.flag (key, migration, actor, reason) VALUES (?, ?, 'interlock', 'claimed')",
                key,
                number);
        move(key, percent);
        return new Call(NAME, key, number, "run", 0, 1, phase, List.of());
    }

    static void move(String key, Percent percent) throws SQLException {
        run(
                "UPDATE interlock.flag SET percent = ?, version = version + 1, changed_at = clock_timestamp() WHERE key = ?",
                percent.thousandths(),
                key);
    }

    static void zero(String key) throws SQLException {
        rows("SELECT * FROM interlock.kill(?, 'boris', 'smoke')", row -> true, key);
    }

    /** As if the flag had last been changed so much earlier; the history stays as it is. */
    static void backdate(String key, int seconds) throws SQLException {
        Sql.run(CONNECTION, "SET session_replication_role = replica");
        run("UPDATE interlock.flag SET changed_at = changed_at - ? * interval '1 second' WHERE key = ?", seconds, key);
        Sql.run(CONNECTION, "RESET session_replication_role");
    }

    static void run(String sql, Object... values) throws SQLException {
        Sql.update(CONNECTION, sql, values);
    }

    static long number(String sql, Object... values) throws SQLException {
        return Sql.number(CONNECTION, sql, values);
    }

    static <T> List<T> rows(String sql, RowReader<T> reader, Object... values) throws SQLException {
        return Sql.list(CONNECTION, sql, reader, values);
    }

    private static Connection open() {
        try {
            return connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
