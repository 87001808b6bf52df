// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Everything that the catalogue says outside of PostgreSQL's own schemas, a line for each thing, and the residue that a
 * revert leaves. The ledger's tables are left out, and what migrations put into its schema is not.
 *
 * <p>The residue is what {@code DROP COLUMN} leaves of a column: its number is never used again, and the table remembers
 * that it has had one. Beside it PostgreSQL may keep a table's empty TOAST table, and {@code relhasindex},
 * {@code relhastriggers} and {@code relhasrules} as they were; none of that is seen by any statement.
 *
 * @param dropped the number of columns that were dropped, by table
 */
record CatalogueSnapshot(List<String> lines, List<String> dropped) {

    private static final String LINES = """
            WITH schemas AS (
                SELECT oid, nspname FROM pg_namespace
                WHERE nspname NOT IN ('information_schema', 'interlock', 'interlock_archive') AND nspname !~ '^pg_'),
            relations AS (
                SELECT c.*, s.nspname || '.' || c.relname AS name
                FROM pg_class c JOIN schemas s ON s.oid = c.relnamespace WHERE c.relkind NOT IN ('t'))
            SELECT concat_ws(' ', 'relation', name, relkind, relpersistence, relreplident, pg_get_userbyid(relowner),
                             'acl', relacl, 'options', reloptions, 'rls', relrowsecurity, relforcerowsecurity,
                             'comment', obj_description(oid, 'pg_class')) AS line
            FROM relations
            UNION ALL
            SELECT concat_ws(' ', 'column', name, row_number() OVER (PARTITION BY r.oid ORDER BY attnum), attname,
                             format_type(atttypid, atttypmod), 'not null', attnotnull,
                             'default', pg_get_expr(adbin, adrelid), 'kind', attidentity, attgenerated, attstorage,
                             'acl', attacl, 'statistics', attstattarget, 'comment', col_description(r.oid, attnum))
            FROM relations r JOIN pg_attribute ON attrelid = r.oid AND attnum > 0 AND NOT attisdropped
            LEFT JOIN pg_attrdef ON adrelid = r.oid AND adnum = attnum WHERE relkind IN ('r', 'p', 'v', 'm')
            UNION ALL
            SELECT concat_ws(' ', 'constraint', name, conname, pg_get_constraintdef(k.oid), convalidated)
            FROM pg_constraint k JOIN relations r ON r.oid = conrelid
            UNION ALL
            SELECT concat_ws(' ', 'index', pg_get_indexdef(indexrelid), indisvalid, indisready, indisreplident)
            FROM pg_index JOIN relations r ON r.oid = indrelid
            UNION ALL
            SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid), tgenabled)
            FROM pg_trigger t JOIN relations r ON r.oid = tgrelid WHERE NOT tgisinternal
            UNION ALL
            SELECT concat_ws(' ', 'policy', name, polname, pg_get_expr(polqual, polrelid))
            FROM pg_policy JOIN relations r ON r.oid = polrelid
            UNION ALL
            SELECT concat_ws(' ', 'rule', pg_get_ruledef(u.oid)) FROM pg_rewrite u JOIN relations r ON r.oid = ev_class
            UNION ALL
            SELECT concat_ws(' ', 'function', pg_get_functiondef(p.oid), 'acl', proacl)
            FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
            WHERE prokind IN ('f', 'p') AND nspname <> 'information_schema' AND nspname !~ '^pg_'
            UNION ALL
            SELECT concat_ws(' ', 'type', s.nspname, typname, typtype, (
                SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
            FROM pg_type t JOIN schemas s ON s.oid = typnamespace
            UNION ALL
            SELECT concat_ws(' ', 'schema', nspname, nspacl) FROM pg_namespace WHERE nspname !~ '^pg_'
            UNION ALL
            SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(oid)) FROM pg_statistic_ext
            UNION ALL
            SELECT concat_ws(' ', 'publication', pubname, puballtables) FROM pg_publication
            ORDER BY line
            """;

    private static final String DROPPED = """
            SELECT attrelid::regclass || ' ' || count(*)
            FROM pg_attribute JOIN pg_class c ON c.oid = attrelid AND c.relkind = 'r'
            WHERE attisdropped AND attnum > 0 AND relnamespace = 'public'::regnamespace
            GROUP BY attrelid ORDER BY 1
            """;

    static CatalogueSnapshot of(Database database) throws SQLException {
        try (Connection connection = database.connect("snapshot")) {
            Sql.run(connection, "SET search_path = pg_catalog");
            return new CatalogueSnapshot(
                    Sql.list(connection, LINES, row -> row.getString(1)),
                    Sql.list(connection, DROPPED, row -> row.getString(1)));
        }
    }
}
