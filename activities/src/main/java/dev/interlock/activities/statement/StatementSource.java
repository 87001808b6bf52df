// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.statement;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Where pg_stat_statements is and what it tells this role. Takes no lock.
 *
 * @param absent why nothing can be known from it, and what to do about it; empty when it tells something
 */
record StatementSource(String schema, Optional<String> absent) {

    private static final String INSTALLED = """
            SELECT n.nspname,
                   EXISTS (SELECT FROM pg_settings s WHERE s.name = 'pg_stat_statements.max') AS loaded,
                   coalesce(current_setting('pg_stat_statements.track', true), '') AS track,
                   to_regclass(format('%I.pg_stat_statements_info', n.nspname)) IS NOT NULL AS informs
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'
            """;

    private static final String LIMITS = """
            SELECT format('statements of other roles, whose texts role %1$I may not read (GRANT pg_read_all_stats TO %1$I)', current_user)
            WHERE NOT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
            UNION ALL
            SELECT DISTINCT 'statements on standby ' || coalesce(nullif(r.application_name, ''), '?') || ', which are counted there only'
            FROM pg_stat_replication r
            WHERE NOT EXISTS (SELECT FROM pg_replication_slots s WHERE s.active_pid = r.pid AND s.slot_type = 'logical')
            UNION ALL
            SELECT 'statements of ' || CASE r.setrole WHEN 0 THEN 'every role' ELSE 'role ' || r.setrole::regrole END
                   || ', for which pg_stat_statements.track is none'
            FROM pg_db_role_setting r
            WHERE 'pg_stat_statements.track=none' = ANY (r.setconfig)
              AND r.setdatabase IN (0, (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
            UNION ALL
            SELECT 'COPY, which is not counted while pg_stat_statements.track_utility is off'
            WHERE current_setting('pg_stat_statements.track_utility', true) = 'off'
            ORDER BY 1
            """;

    static StatementSource of(Connection connection) throws SQLException {
        return Sql.first(connection, INSTALLED, StatementSource::read)
                .orElseGet(() -> new StatementSource(
                        "",
                        Optional.of("the extension pg_stat_statements is not in this database"
                                + " (CREATE EXTENSION pg_stat_statements)")));
    }

    /** What it does not tell, each as the end of "not known: …"; the same words as long as it is the same. */
    List<String> limits(Connection connection) throws SQLException {
        return Sql.list(connection, LIMITS, row -> row.getString(1));
    }

    /** A row for each statement, without its text, which would be read from a file. */
    String counts() {
        return quoted("pg_stat_statements") + "(false)";
    }

    String texts() {
        return quoted("pg_stat_statements");
    }

    String info() {
        return quoted("pg_stat_statements_info");
    }

    private String quoted(String name) {
        return new TableName(schema, name).quoted();
    }

    private static StatementSource read(ResultSet row) throws SQLException {
        return new StatementSource(row.getString("nspname"), absent(row));
    }

    private static Optional<String> absent(ResultSet row) throws SQLException {
        if (!row.getBoolean("loaded")) {
            return Optional.of("pg_stat_statements is not loaded (add it to shared_preload_libraries)");
        }
        if (row.getString("track").equals("none")) {
            return Optional.of("pg_stat_statements counts nothing while pg_stat_statements.track is none");
        }
        return row.getBoolean("informs")
                ? Optional.empty()
                : Optional.of("pg_stat_statements is of a version that does not tell its gaps"
                        + " (ALTER EXTENSION pg_stat_statements UPDATE)");
    }
}
