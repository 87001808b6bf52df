// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.OutOfParityRows;
import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows out of parity one by one: whether they can be made right, and what a rollback would meet. Only these are asked. A
 * row in parity has an old side that stands in its columns under all their constraints already; and sync rejects a write of
 * the new path that would not fit, so what does not fit was written while sync did not fire.
 *
 * <p>{@code backward} is asked through the generated function, which also tells type, length and NOT NULL. CHECK and UNIQUE
 * are then asked of the row as a rollback would leave it, without writing it. Partial and expression indexes and EXCLUDE
 * are left to the write itself, which they reject.
 */
final class Forecast {

    private static final int MOST = 100;

    private static final String CHECKS = """
            SELECT k.conname, pg_catalog.pg_get_expr(k.conbin, k.conrelid) FROM pg_catalog.pg_constraint k
            WHERE k.contype = 'c' AND k.conrelid = pg_catalog.to_regclass(?) AND EXISTS (
                SELECT FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = ANY (?))
            ORDER BY k.conname
            """;

    private static final String UNIQUES = """
            SELECT i.indexrelid::pg_catalog.regclass::text,
                   pg_catalog.string_agg('r.' || pg_catalog.quote_ident(a.attname) || ' = o.' || pg_catalog.quote_ident(a.attname),
                                         ' AND ')
            FROM pg_catalog.pg_index i
            CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = pg_catalog.to_regclass(?) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
              AND i.indexprs IS NULL AND k.position <= i.indnkeyatts
            GROUP BY i.indexrelid HAVING pg_catalog.bool_or(a.attname = ANY (?)) ORDER BY 1
            """;

    private static final String COLUMNS = """
            SELECT a.attname FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """;

    private final Connection transaction;
    private final SyncSql sync;

    Forecast(Connection transaction, SyncSql sync) {
        this.transaction = transaction;
        this.sync = sync;
    }

    /**
     * Of the rows in this relation and range that are out of parity; at most {@value #MOST} of them are asked.
     *
     * @param bad how many they are
     * @param named whether to name some by their keys
     */
    OutOfParityRows of(String relation, String inRange, long bad, boolean named) throws SQLException {
        String outOfParity = inRange + " AND " + sync.agreement("t") + " IS NULL";
        List<Row> rows = Sql.list(
                transaction,
                "SELECT t.ctid::text, " + sync.goingBack("t") + ", " + sync.newSideIsEmpty("t") + " FROM " + relation
                        + " t WHERE " + outOfParity + " LIMIT " + MOST,
                row -> new Row(
                        row.getString(1), Optional.ofNullable(row.getString(2)).orElse(""), row.getBoolean(3)));
        List<String> fitting = rows.stream().filter(Row::mayFit).map(Row::ctid).toList();
        List<String> broken = fitting.isEmpty() ? List.of() : broken(relation, fitting);
        List<String> misfits = rows.stream()
                .filter(row -> !row.empty())
                .map(Row::why)
                .filter(why -> !why.isEmpty())
                .toList();
        String why = misfits.isEmpty() ? broken.stream().findFirst().orElse("") : misfits.get(0);
        return new OutOfParityRows(
                bad,
                rows.stream().filter(Row::empty).count(),
                misfits.size() + broken.size(),
                named ? KeySample.of(transaction, sync, relation, outOfParity) : "",
                why);
    }

    /** @param empty nothing is in the new side, so a rollback loses nothing */
    private record Row(String ctid, String why, boolean empty) {

        boolean mayFit() {
            return !empty && why.isEmpty();
        }
    }

    /** One reason for each row that, with its old side replaced, would break a CHECK or stand beside an equal one. */
    private List<String> broken(String relation, List<String> ctids) throws SQLException {
        List<String> old = List.copyOf(sync.backwardValues().keySet());
        StringBuilder reasons = new StringBuilder();
        for (Rule check : rules(CHECKS, old)) {
            reasons.append(" WHEN NOT (")
                    .append(check.condition())
                    .append(") THEN ")
                    .append(Quote.literal("CHECK " + check.name()));
        }
        for (Rule unique : rules(UNIQUES, old)) {
            reasons.append(" WHEN EXISTS (SELECT FROM ")
                    .append(sync.table().quoted())
                    .append(" o WHERE ")
                    .append(unique.condition())
                    .append(" AND (o.tableoid, o.ctid) <> (r.interlock_leaf, r.interlock_place)) THEN ")
                    .append(Quote.literal("UNIQUE " + unique.name()));
        }
        if (reasons.isEmpty()) {
            return List.of();
        }
        return plainly("SELECT why FROM (SELECT CASE" + reasons
                + " END AS why FROM (SELECT t.tableoid AS interlock_leaf,"
                + " t.ctid AS interlock_place, " + asRolledBack() + " FROM " + relation + " t WHERE t.ctid = ANY ("
                + Quote.literal(
                        "{" + ctids.stream().map(ctid -> '"' + ctid + '"').collect(Collectors.joining(",")) + "}")
                + "::tid[])) AS r) AS interlock_rows WHERE why IS NOT NULL");
    }

    /** Not prepared: a question mark in an expression is an operator, and no parameter. */
    private List<String> plainly(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = transaction.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private String asRolledBack() throws SQLException {
        return Sql.list(
                        transaction,
                        COLUMNS,
                        row -> row.getString(1),
                        sync.table().quoted())
                .stream()
                .map(column -> sync.backwardValues().getOrDefault(column, Quote.identifier(column)) + " AS "
                        + Quote.identifier(column))
                .collect(Collectors.joining(", "));
    }

    private List<Rule> rules(String question, List<String> oldColumns) throws SQLException {
        return Sql.list(
                transaction,
                question,
                row -> new Rule(row.getString(1), row.getString(2)),
                sync.table().quoted(),
                oldColumns);
    }

    private record Rule(String name, String condition) {}
}
