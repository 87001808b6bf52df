// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.statement;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.guardrail.StatementCost;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the application's statements on the claimed tables have cost since they were last counted, by the path that they belong to.
 * A statement whose counts were reset, or that was evicted and came again, counts from its new beginning: some of its calls are lost then, and none
 * is counted twice. Locks: its own rows of the ledger.
 *
 * @param flagKey the application is every role under which an evaluator has reported this flag
 */
public record StatementCosts(long migration, String flagKey) {

    private static final String OF_APPLICATION = """
            s.dbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) AND s.userid IN (
                SELECT r.oid FROM pg_roles r JOIN interlock.evaluator e ON e.reported_by = r.rolname AND e.flag_key = ?)
            """;

    private static final String UNREADABLE = "SELECT count(*) FROM %s s WHERE s.queryid IS NULL AND " + OF_APPLICATION;

    private static final String UNKNOWN = """
            FROM %s s WHERE s.toplevel AND s.queryid IS NOT NULL AND NOT EXISTS (
                SELECT FROM interlock.statement_cost c WHERE c.migration = ? AND c.role = s.userid AND c.query = s.queryid) AND
            """ + OF_APPLICATION;

    /** All that a role has sent before its first evaluator reported is of another time: it counts from here on. */
    private static final String KEEP = """
            INSERT INTO interlock.statement_cost (migration, role, query, arm, calls, millis, squares, blocks)
            SELECT ?, u.role, u.query, u.arm, coalesce(n.calls, 0), coalesce(n.millis, 0), coalesce(n.squares, 0), coalesce(n.blocks, 0)
            FROM unnest(?::oid[], ?::bigint[], ?::text[]) AS u(role, query, arm)
            LEFT JOIN (SELECT %s FROM %s s WHERE s.toplevel AND s.dbid = (
                           SELECT d.oid FROM pg_database d WHERE d.datname = current_database())) n
              ON n.role = u.role AND n.query = u.query
                 AND NOT EXISTS (SELECT FROM interlock.statement_cost c WHERE c.migration = ? AND c.role = u.role)
            ON CONFLICT DO NOTHING
            """;

    private static final String COSTS = """
            s.userid AS role, s.queryid AS query, s.calls, s.total_exec_time AS millis,
            s.calls * (s.stddev_exec_time ^ 2 + s.mean_exec_time ^ 2) AS squares,
            s.shared_blks_hit + s.shared_blks_read + s.temp_blks_read + s.temp_blks_written AS blocks
            """;

    /** Of a statement that begins anew all is more; of the others what came on top. The spread is PostgreSQL's, of all calls. */
    private static final String GROWN = """
            WITH now AS MATERIALIZED (
                SELECT %s FROM %s s WHERE s.toplevel AND
            """ + OF_APPLICATION + """
            ), grown AS MATERIALIZED (
                SELECT c.arm, n.*, CASE WHEN n.calls > c.calls THEN 1 ELSE 0 END AS on_top,
                       c.calls AS old_calls, c.millis AS old_millis, c.squares AS old_squares, c.blocks AS old_blocks
                FROM interlock.statement_cost c JOIN now n USING (role, query)
                WHERE c.migration = ? AND c.arm <> 'none' AND n.calls <> c.calls
            ), kept AS (
                UPDATE interlock.statement_cost c
                SET calls = g.calls, millis = g.millis, squares = g.squares, blocks = g.blocks
                FROM grown g WHERE c.migration = ? AND c.role = g.role AND c.query = g.query
            )
            SELECT arm, sum(calls - on_top * old_calls), sum(greatest(0, millis - on_top * old_millis)),
                   sum(greatest(0, squares - on_top * old_squares)), sum(greatest(0, blocks - on_top * old_blocks))
            FROM grown GROUP BY arm
            """;

    /** Makes the attribution, which takes a while, where there is a statement to attribute. */
    @FunctionalInterface
    public interface Attributing {
        Attribution attribution() throws SQLException;
    }

    /** Both paths', since the last time. */
    public record Grown(StatementCost candidate, StatementCost baseline) {}

    /** Or why nothing can be known, and what to do about it. The first time, for each role, nothing has grown. */
    public Reading<Grown> sinceLast(Connection transaction, Attributing attributing) throws SQLException {
        StatementSource source = StatementSource.of(transaction);
        Optional<String> absent = source.absent().isPresent() ? source.absent() : unreadable(transaction, source);
        return absent.isPresent()
                ? Reading.unknown(absent.get())
                : Reading.known(grown(transaction, source, attributing));
    }

    private Optional<String> unreadable(Connection connection, StatementSource source) throws SQLException {
        return Sql.number(connection, UNREADABLE.formatted(source.counts()), flagKey) > 0
                ? Sql.first(
                        connection,
                        "SELECT format('role %1$I may not read the application''s statements (GRANT pg_read_all_stats TO %1$I)',"
                                + " current_user)",
                        row -> row.getString(1))
                : Optional.empty();
    }

    private Grown grown(Connection transaction, StatementSource source, Attributing attributing) throws SQLException {
        if (Sql.number(transaction, "SELECT count(*) " + UNKNOWN.formatted(source.counts()), migration, flagKey) > 0) {
            attribute(transaction, source, attributing.attribution());
        }
        Map<String, StatementCost> grown = new TreeMap<>();
        for (Map.Entry<String, StatementCost> arm : Sql.list(
                transaction,
                GROWN.formatted(COSTS, source.counts()),
                StatementCosts::read,
                flagKey,
                migration,
                migration)) {
            grown.put(arm.getKey(), arm.getValue());
        }
        return new Grown(of(grown, Attribution.Arm.NEW), of(grown, Attribution.Arm.OLD));
    }

    private static StatementCost of(Map<String, StatementCost> grown, Attribution.Arm arm) {
        return grown.getOrDefault(arm.text(), StatementCost.NONE);
    }

    private void attribute(Connection transaction, StatementSource source, Attribution attribution)
            throws SQLException {
        List<String> roles = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        List<String> arms = new ArrayList<>();
        List<Unknown> unknown = Sql.list(
                transaction,
                "SELECT s.userid, s.queryid, s.query " + UNKNOWN.formatted(source.texts()),
                Unknown::read,
                migration,
                flagKey);
        for (Unknown statement : unknown) {
            roles.add(statement.role());
            queries.add(statement.query());
            arms.add(attribution.of(statement.text()).text());
        }
        Sql.update(transaction, KEEP.formatted(COSTS, source.counts()), migration, roles, queries, arms, migration);
    }

    private record Unknown(String role, String query, Optional<String> text) {

        static Unknown read(ResultSet row) throws SQLException {
            return new Unknown(row.getString(1), row.getString(2), Optional.ofNullable(row.getString(3)));
        }
    }

    private static Map.Entry<String, StatementCost> read(ResultSet row) throws SQLException {
        return Map.entry(
                row.getString(1),
                new StatementCost(row.getDouble(2), row.getDouble(3), row.getDouble(4), row.getDouble(5)));
    }
}
