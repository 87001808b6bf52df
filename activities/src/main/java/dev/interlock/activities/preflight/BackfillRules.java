// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.SyncStamp;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a backfill would set off, and whether its limits can be read. */
final class BackfillRules {

    /** Fires for each row that is filled: filling sets a new-side column. tgtype: 1 row, 16 update. */
    private static final String FIRING = """
            SELECT DISTINCT t.tgname
            FROM pg_trigger t
            WHERE (t.tgrelid = to_regclass(?)
                   OR t.tgrelid IN (SELECT p.relid FROM pg_partition_tree(to_regclass(?)) p))
              AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgtype & 1 = 1 AND t.tgtype & 16 <> 0
              AND t.tgname NOT LIKE ? AND NOT t.tgname = ANY (?)
              AND (cardinality(t.tgattr::int2[]) = 0 OR EXISTS (
                      SELECT FROM unnest(t.tgattr::int2[]) n JOIN pg_attribute a
                      ON a.attrelid = t.tgrelid AND a.attnum = n WHERE a.attname = ANY (?)))
            ORDER BY t.tgname
            """;

    private static final String SEES_ALL = "SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')";
    private static final String HAS_REPLICAS = "SELECT EXISTS (SELECT FROM pg_stat_replication)";
    private static final String GRANT = "SELECT format('GRANT pg_read_all_stats TO %I', current_user)";

    private final Connection connection;
    private final BackfillRule rule;
    private final Findings findings;

    BackfillRules(Connection connection, BackfillRule rule, Findings findings) {
        this.connection = connection;
        this.rule = rule;
        this.findings = findings;
    }

    void triggers(SyncRule sync) throws SQLException {
        TableName table = TableName.of(rule.table());
        List<String> firing = Sql.list(
                connection,
                FIRING,
                row -> row.getString(1),
                table.quoted(),
                table.quoted(),
                SyncStamp.TRIGGER_PREFIX.replace("_", "\\_") + "%",
                rule.accept(),
                List.copyOf(sync.forward().keySet()));
        firing.forEach(trigger -> findings.refuse("backfill: trigger " + trigger + " of " + table
                + " would fire for each row that is filled; if it may, the plan says so with accept: [" + trigger
                + "]"));
    }

    /** A limit that cannot be read stops the backfill for ever; better to hear of it before anything is touched. */
    void limits() throws SQLException {
        if (holds(SEES_ALL)) {
            return;
        }
        String grant = Sql.first(connection, GRANT, row -> row.getString(1)).orElseThrow();
        findings.refuseIf(
                rule.throttle().maxActiveSessions().isPresent(),
                "backfill: the role does not see other sessions, so maxActiveSessions could not be told: " + grant
                        + ", or maxActiveSessions: none");
        findings.refuseIf(
                rule.throttle().maxReplicaLag().isPresent() && holds(HAS_REPLICAS),
                "backfill: the role does not see how far the replicas are behind, so maxReplicaLag could not be told: "
                        + grant + ", or maxReplicaLag: none");
    }

    private boolean holds(String question) throws SQLException {
        return Sql.first(connection, question, row -> row.getBoolean(1)).orElse(false);
    }
}
