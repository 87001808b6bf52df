// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one sync rule becomes in the database, as far as the plan alone tells. The same plan gives the same bytes.
 *
 * <p>Types, defaults, NOT NULL and generated columns are the catalogue's to say, and the number of the migration is the
 * ledger's: what stands for them is named in {@link #ASSUMED}.
 */
public record ExplainedSync(String table, List<Step> steps) {

    /** What was not known, for whoever reads the statements. */
    public static final List<String> ASSUMED = List.of(
            "<type of c> stands for the type of column c, which the catalogue gives",
            "every column is taken to be nullable, without a default and not generated",
            "the table is taken not to be partitioned",
            "0 stands for the number that the ledger gives to the migration");

    public ExplainedSync {
        steps = List.copyOf(steps);
    }

    /**
     * Statements that run in one transaction.
     *
     * @param when in the course of the migration, and under which lock
     */
    public record Step(String when, List<String> statements) {

        public Step {
            statements = List.copyOf(statements);
        }
    }

    /** One for each rule, in the plan's order. */
    public static List<ExplainedSync> of(MigrationPlan plan, String sha256) {
        List<ExplainedSync> explained = new ArrayList<>();
        for (SyncRule rule : plan.sync()) {
            explained.add(of(rule, new SyncStamp(0, explained.size() + 1, plan.id(), sha256)));
        }
        return explained;
    }

    private static ExplainedSync of(SyncRule rule, SyncStamp stamp) {
        TableName table = TableName.of(rule.table());
        SyncSql sql = SyncSql.of(rule, new TableFacts(table, columns(rule)), stamp);
        return new ExplainedSync(
                table.toString(),
                List.of(
                        new Step("sync on, before the backfill; SHARE ROW EXCLUSIVE", sql.install()),
                        new Step("guard on, after the backfill; SHARE ROW EXCLUSIVE", sql.guard()),
                        new Step(
                                "sync off, in the drop or the revert; ACCESS EXCLUSIVE", SyncSql.remove(rule, stamp))));
    }

    private static List<ColumnFact> columns(SyncRule rule) {
        return Stream.concat(rule.backward().keySet().stream(), rule.forward().keySet().stream())
                .map(name -> ColumnFact.plain(name, "<type of " + name + ">"))
                .toList();
    }
}
