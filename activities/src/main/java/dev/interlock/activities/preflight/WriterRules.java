// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether everyone who may write a synced table may do what sync does in his name: the trigger runs as the writer, so he must be
 * able to call what the expressions call, and to name it and the columns' types. Where he may not, {@code forward} raises and each of
 * his writes is unsynced, or {@code backward} raises and it is refused. What such a function calls in turn is not looked at.
 * Reads the catalogue alone.
 */
final class WriterRules {

    /**
     * Superusers may do everything. A role that comes with PostgreSQL writes by its members, who have its rights and are asked
     * themselves. Who may only become a role that writes is not asked: that role is.
     */
    private static final String MISSING = """
            WITH RECURSIVE tree AS (
                SELECT to_regclass(?)::oid AS oid UNION SELECT t.relid FROM pg_partition_tree(to_regclass(?)) t),
            writer AS (
                SELECT r.oid, r.rolname FROM pg_roles r
                WHERE NOT r.rolsuper AND r.rolname !~ '^pg_' AND EXISTS (
                    SELECT FROM tree WHERE has_any_column_privilege(r.oid, tree.oid, 'INSERT, UPDATE'))),
            called AS (
                SELECT p.oid, p.pronamespace,
                       format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = ANY (?::oid[])),
            type AS (
                SELECT t.typnamespace, t.typbasetype FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                WHERE a.attrelid = to_regclass(?) AND a.attname = ANY (?)
                UNION SELECT t.typnamespace, t.typbasetype FROM type d JOIN pg_type t ON t.oid = d.typbasetype)
            SELECT format('role %1$I may not call %2$s, which sync calls as that role:'
                          || ' GRANT EXECUTE ON FUNCTION %2$s TO %1$I', w.rolname, c.name)
            FROM writer w, called c WHERE NOT has_function_privilege(w.oid, c.oid, 'EXECUTE')
            UNION ALL
            SELECT format('role %1$I has no USAGE on schema %2$I, from which sync names something as that'
                          || ' role: GRANT USAGE ON SCHEMA %2$I TO %1$I', w.rolname, n.nspname)
            FROM writer w, (SELECT pronamespace FROM called UNION SELECT typnamespace FROM type) AS s(schema)
            JOIN pg_namespace n ON n.oid = s.schema
            WHERE NOT has_schema_privilege(w.oid, n.oid, 'USAGE')
            ORDER BY 1
            """;

    private final Connection connection;
    private final TableFacts facts;
    private final Findings findings;

    WriterRules(Connection connection, TableFacts facts, Findings findings) {
        this.connection = connection;
        this.facts = facts;
        this.findings = findings;
    }

    /** @param called the functions of the rule's expressions, by oid */
    void check(SyncRule rule, Collection<Long> called) throws SQLException {
        String table = facts.table().quoted();
        List<String> columns = Stream.concat(rule.backward().keySet().stream(), rule.forward().keySet().stream())
                .toList();
        Sql.list(
                        connection,
                        MISSING,
                        row -> row.getString(1),
                        table,
                        table,
                        connection.createArrayOf("bigint", called.toArray()),
                        table,
                        columns)
                .forEach(reason -> findings.refuse("sync: " + facts.table() + ": " + reason));
    }
}
