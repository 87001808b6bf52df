// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a server and a role must offer before the ledger is installed, and what to say where they do not. */
final class ServerChecks {

    private static final long OLDEST = 140_000;

    private ServerChecks() {}

    /** One sentence for each thing that is missing. */
    static List<String> missing(Connection connection, LedgerRoles roles) throws SQLException {
        List<String> missing = new ArrayList<>();
        long version = Sql.number(connection, "SELECT current_setting('server_version_num')::bigint");
        if (version < OLDEST) {
            missing.add("the server is PostgreSQL " + version / 10_000 + "; 14 is the oldest that works");
        }
        if (Sql.number(connection, "SELECT pg_is_in_recovery()::int") == 1) {
            missing.add("the server is a standby; the ledger is written on the primary");
        }
        missing.addAll(rights(connection));
        missing.addAll(Sql.list(
                connection,
                "SELECT wanted FROM unnest(?) AS wanted WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)",
                row -> "there is no role " + row.getString(1) + "; create it first",
                roles.all()));
        return missing;
    }

    private static List<String> rights(Connection connection) throws SQLException {
        return Sql.list(connection, """
                SELECT CASE
                  WHEN s.oid IS NULL AND NOT has_database_privilege(current_database(), 'CREATE') THEN
                    format('role %I may not create a schema; GRANT CREATE ON DATABASE %I TO %1$I',
                           current_user, current_database())
                  WHEN s.oid IS NOT NULL AND NOT pg_has_role(current_user, s.nspowner, 'USAGE') THEN
                    format('role %I does not own schema %I; ALTER SCHEMA %2$I OWNER TO %1$I', current_user, wanted.name)
                  END
                FROM unnest(ARRAY['interlock', 'interlock_archive']) AS wanted(name)
                LEFT JOIN pg_namespace s ON s.nspname = wanted.name
                """, row -> row.getString(1)).stream()
                .filter(sentence -> sentence != null)
                .distinct()
                .toList();
    }
}
