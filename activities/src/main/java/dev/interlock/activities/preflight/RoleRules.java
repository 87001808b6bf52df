// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the role must be granted, each missing right with the statement that gives it. Reads the catalogue alone. */
final class RoleRules {

    private static final String SCHEMA = """
            SELECT format('the role has no %1$s on schema %2$I: GRANT %1$s ON SCHEMA %2$I TO %3$I',
                          wanted, n.nspname, current_user)
            FROM pg_namespace n, unnest(ARRAY['USAGE', 'CREATE']) WITH ORDINALITY AS w(wanted, place)
            WHERE n.nspname = ? AND NOT has_schema_privilege(n.oid, wanted)
            ORDER BY place
            """;

    /** The table and, since the backfill writes them one by one, its partitions. By name: no right is needed to ask. */
    private static final String OWNED = """
            WITH RECURSIVE tree AS (
                SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ?
                UNION
                SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid
                    JOIN pg_class p ON p.oid = i.inhrelid AND p.relispartition)
            SELECT format('the role does not own table %1$s.%2$s: ALTER TABLE %1$I.%2$I OWNER TO %3$I, or GRANT %4$I TO %3$I',
                          n.nspname, c.relname, current_user, o.rolname)
            FROM tree JOIN pg_class c ON c.oid = tree.oid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_roles o ON o.oid = c.relowner
            WHERE NOT pg_has_role(c.relowner, 'USAGE')
            ORDER BY n.nspname, c.relname
            """;

    private final Connection connection;
    private final Findings findings;

    RoleRules(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    /** Sync's functions are made in the ledger's schema, and every step writes to its tables. */
    void ledger() throws SQLException {
        findings.refuseIf(
                Sql.number(connection, "SELECT count(*) FROM pg_namespace WHERE nspname = 'interlock'") == 0,
                "the ledger is not installed in this database: start a worker for it, which installs schema interlock");
        schema("interlock");
    }

    /** Answers whether the name of a table in it can be looked up at all. */
    boolean schema(String name) throws SQLException {
        List<String> missing = Sql.list(connection, SCHEMA, row -> row.getString(1), name);
        missing.forEach(findings::refuse);
        return missing.stream().noneMatch(reason -> reason.contains(" no USAGE "));
    }

    void owns(TableName table) throws SQLException {
        Sql.list(connection, OWNED, row -> row.getString(1), table.schema(), table.name())
                .forEach(findings::refuse);
    }
}
