// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.SyncSession;
import dev.interlock.domain.sync.SyncSql;
import dev.interlock.domain.sync.SyncStamp;
import dev.interlock.domain.sync.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plan's sync rules with what the catalogue adds to them. */
public final class PlannedSync {

    private PlannedSync() {}

    /**
     * One for each rule, in the plan's order. Leaves {@code search_path} at pg_catalog.
     *
     * What is hidden is looked at under the plan's names.
     *
     * @throws SQLException 42P01 when a table, 42703 when a column of a rule does not exist
     */
    public static List<SyncSql> read(Connection connection, long number, MigrationPlan plan, String sha256)
            throws SQLException {
        HiddenNames hidden = HiddenNames.of(connection, number);
        List<SyncSql> planned = new ArrayList<>();
        for (SyncRule rule : plan.sync()) {
            SyncStamp stamp = new SyncStamp(number, planned.size() + 1, plan.id(), sha256);
            planned.add(one(connection, rule, stamp, hidden));
        }
        return planned;
    }

    /** As {@link #read}, without the rules whose sync is not in the database: nothing was ever written by them. */
    public static List<SyncSql> readInstalled(Connection connection, long number, MigrationPlan plan)
            throws SQLException {
        HiddenNames hidden = HiddenNames.of(connection, number);
        List<SyncSql> planned = new ArrayList<>();
        for (int i = 0; i < plan.sync().size(); i++) {
            SyncStamp stamp = new SyncStamp(number, i + 1, plan.id(), "");
            if (Sql.number(connection, "SELECT count(to_regproc(?))", stamp.agreementFunction()) > 0) {
                planned.add(one(connection, plan.sync().get(i), stamp, hidden));
            }
        }
        return planned;
    }

    /** Evaluates expressions in this session as the triggers do; sees every row, or fails under forced row security. */
    public static void enter(Connection connection, SyncRule rule) throws SQLException {
        for (Map.Entry<String, String> setting : SyncSession.settings(rule).entrySet()) {
            Sql.list(connection, "SELECT set_config(?, ?, false)", row -> "", setting.getKey(), setting.getValue());
        }
        Sql.run(connection, "SET row_security = off");
    }

    private static SyncSql one(Connection connection, SyncRule rule, SyncStamp stamp, HiddenNames hidden)
            throws SQLException {
        TableName table = TableName.of(rule.table());
        TableFacts facts = Catalogue.facts(connection, table)
                .orElseThrow(() -> new SQLException("there is no table " + table, "42P01"));
        try {
            return SyncSql.of(rule, hidden.underOldNames(facts), stamp);
        } catch (IllegalArgumentException e) {
            throw new SQLException(e.getMessage(), "42703", e);
        }
    }
}
