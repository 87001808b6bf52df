// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.SyncStamp;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether a table's shape is one that sync can serve. */
final class TableRules {

    /** The table and, since the backfill writes them one by one, its partitions. */
    private static final String TREE = """
            WITH named AS (SELECT to_regclass(?) AS oid),
                 tree AS (SELECT n.oid FROM named n
                          UNION SELECT t.relid FROM named n CROSS JOIN LATERAL pg_partition_tree(n.oid) t)
            """;

    private static final String INHERITED = """
            SELECT EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                           WHERE i.inhparent = to_regclass(?) AND NOT c.relispartition)
            """;
    private static final String FOREIGN_LEAF = """
            SELECT EXISTS (SELECT FROM pg_partition_tree(to_regclass(?)) t JOIN pg_class c ON c.oid = t.relid
                           WHERE c.relkind = 'f')
            """;
    private static final String FORCED = TREE + """
            SELECT bool_or(c.relrowsecurity AND c.relforcerowsecurity AND NOT r.rolbypassrls AND NOT r.rolsuper)
            FROM pg_class c JOIN tree ON tree.oid = c.oid, pg_roles r WHERE r.rolname = current_user
            """;

    /** A leaf is published by its own name or, over the root, by its parent's. */
    private static final String UNIDENTIFIED = TREE + """
            SELECT DISTINCT 'publication ' || b.pubname
            FROM tree JOIN pg_class p ON p.oid = tree.oid JOIN pg_namespace n ON n.oid = p.relnamespace
            JOIN pg_publication_tables l ON l.schemaname = n.nspname AND l.tablename = p.relname
            JOIN pg_publication b ON b.pubname = l.pubname AND b.pubupdate
            WHERE EXISTS (
                SELECT FROM tree t JOIN pg_class c ON c.oid = t.oid AND c.relkind = 'r'
                WHERE (c.oid = p.oid OR p.relkind = 'p')
                  AND (c.relreplident = 'n' OR (c.relreplident = 'd' AND NOT EXISTS (
                      SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary))))
            ORDER BY 1
            """;

    /**
     * Triggers of the team that sync cannot live with: a BEFORE trigger that fires after it, is told of a change that the
     * new path makes only through it, or skips the update by which the backfill has sync fill a row; and any that waits
     * for an old column to be named. tgtype: 1 row, 2 before, 4 insert, 16 update.
     */
    private static final String TRIGGERS = TREE + """
            , own AS (
                SELECT t.*, t.tgtype & 3 = 3 AND t.tgtype & 20 <> 0 AS before, t.tgtype & 16 <> 0 AS updates
                FROM pg_trigger t JOIN tree ON tree.oid = t.tgrelid
                WHERE NOT t.tgisinternal AND t.tgparentid = 0),
                 judged AS (
                SELECT o.tgname, o.tgrelid, CASE
                    WHEN o.before AND o.tgname > ? AND o.tgname NOT LIKE ? THEN 'LATER'
                    WHEN o.before AND o.tgfoid = 'suppress_redundant_updates_trigger'::regproc THEN 'SUPPRESSES'
                    WHEN o.updates AND bool_or(a.attnum = ANY (o.tgattr::int2[])) THEN 'UPDATE_OF'
                    WHEN o.updates AND o.before AND bool_or(o.tgqual::text ~ (':varattno ' || a.attnum || ' '))
                        THEN 'CONDITION' END AS why
                FROM own o LEFT JOIN pg_attribute a ON a.attrelid = o.tgrelid AND a.attname = ANY (?)
                GROUP BY o.tgname, o.tgrelid, o.tgfoid, o.before, o.updates)
            SELECT j.tgname || CASE WHEN j.tgrelid = n.oid THEN '' ELSE ' on ' || j.tgrelid::regclass END AS name, j.why
            FROM judged j, named n WHERE j.why IS NOT NULL ORDER BY 1
            """;

    /** What is wrong with a trigger, as the end of a sentence that begins with its name. */
    private enum Wrong {
        LATER("would fire after sync and could change what it wrote: give it a name that sorts before zzzz"),
        SUPPRESSES("skips updates that change nothing, by which the backfill has sync fill a row: drop it until then"),
        UPDATE_OF(
                "fires on UPDATE OF an old column, which the new path does not name: let it fire on every UPDATE, AFTER"
                        + " it and WHEN (OLD.column IS DISTINCT FROM NEW.column)"),
        CONDITION(
                "fires BEFORE, when an old column changes, and sync changes it later for the new path: let it fire AFTER");

        private final String why;

        Wrong(String why) {
            this.why = why;
        }
    }

    private static final String PARTITIONED_BY = """
            SELECT DISTINCT a.attname
            FROM pg_partitioned_table p
            JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum > 0 AND a.attname = ANY (?)
            WHERE (p.partrelid = to_regclass(?)
                   OR p.partrelid IN (SELECT t.relid FROM pg_partition_tree(to_regclass(?)) t))
              AND (a.attnum = ANY (p.partattrs::int2[])
                   OR (p.partexprs IS NOT NULL AND p.partexprs::text ~ (':varattno ' || a.attnum || ' ')))
            """;

    private final Connection connection;
    private final TableName table;
    private final Findings findings;

    TableRules(Connection connection, TableName table, Findings findings) {
        this.connection = connection;
        this.table = table;
        this.findings = findings;
    }

    void shape(SyncRule rule) throws SQLException {
        findings.refuseIf(holds(INHERITED), "sync: other tables inherit from " + table + ", and triggers do not");
        findings.refuseIf(holds(FOREIGN_LEAF), "sync: a partition of " + table + " is a foreign table");
        findings.refuseIf(
                holds(FORCED),
                "sync: row-level security is forced on " + table + ", so the role does not see every row");
        unidentified();
        triggers(rule);
        partitionKey(rule);
    }

    /** The application's own UPDATEs fail for the same reason, so such a table has only been inserted into so far. */
    private void unidentified() throws SQLException {
        findings(Sql.list(
                connection,
                UNIDENTIFIED,
                row -> row.getString(1)
                        + " publishes its updates, and without a replica identity PostgreSQL refuses every"
                        + " UPDATE of it: give it a primary key, or ALTER TABLE " + table + " REPLICA IDENTITY FULL",
                table.quoted()));
    }

    private void triggers(SyncRule rule) throws SQLException {
        String ours = SyncStamp.TRIGGER_PREFIX.replace("_", "\\_") + "%";
        List<String> old = List.copyOf(rule.backward().keySet());
        findings(Sql.list(
                connection,
                TRIGGERS,
                row -> "trigger " + row.getString("name") + " " + Wrong.valueOf(row.getString("why")).why,
                table.quoted(),
                SyncStamp.TRIGGER_PREFIX,
                ours,
                old));
    }

    private void partitionKey(SyncRule rule) throws SQLException {
        List<String> synced = new ArrayList<>(rule.backward().keySet());
        synced.addAll(rule.forward().keySet());
        findings(Sql.list(
                connection,
                PARTITIONED_BY,
                row -> "column " + row.getString(1) + " is in the partition key: a row cannot move while it is synced",
                synced,
                table.quoted(),
                table.quoted()));
    }

    private void findings(List<String> reasons) {
        reasons.forEach(reason -> findings.refuse("sync: " + table + ": " + reason));
    }

    private boolean holds(String question) throws SQLException {
        return Sql.first(connection, question, row -> row.getBoolean(1), table.quoted())
                .orElse(false);
    }
}
