// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks PostgreSQL about one expression. */
final class ExpressionProbe {

    /** Stable, so PostgreSQL has nothing against them; but a row would be out of parity a moment later. */
    private static final Pattern MOMENT = Pattern.compile(
            "\\b(now|statement_timestamp|transaction_timestamp|current_setting|pg_current_xact_id|txid_current)\\("
                    + "|\\b(CURRENT_(DATE|TIME|TIMESTAMP|USER|ROLE|SCHEMA|CATALOG)|LOCALTIME|LOCALTIMESTAMP|SESSION_USER)\\b");

    private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*'");

    private static final String READS_OTHER_ROWS = """
            SELECT pg_catalog.jsonb_path_exists(?::jsonb,
                '$.** ? (@."Parent Relationship" == "SubPlan" || @."Parent Relationship" == "InitPlan").** ? (exists (@."Relation Name"))')
            """;

    private static final String ASSIGNABLE = """
            WITH RECURSIVE target AS (
                SELECT t.oid, t.typbasetype, t.typtype, t.typcategory FROM pg_catalog.pg_type t
                WHERE t.oid = pg_catalog.to_regtype(?)
                UNION ALL
                SELECT t.oid, t.typbasetype, t.typtype, t.typcategory
                FROM target d JOIN pg_catalog.pg_type t ON t.oid = d.typbasetype WHERE d.typtype = 'd')
            SELECT count(*) > 0
            FROM target t, pg_catalog.pg_type s
            WHERE s.oid = pg_catalog.to_regtype(?) AND (s.oid = t.oid OR t.typcategory = 'S'
                OR (s.typcategory = 'A' AND t.typcategory = 'A')
                OR EXISTS (SELECT FROM pg_catalog.pg_cast c
                           WHERE c.castsource = s.oid AND c.casttarget = t.oid AND c.castcontext <> 'e'))
            """;

    private final Connection connection;
    private final Expression expression;
    private final ProbedRows rows;
    private final Findings findings;

    ExpressionProbe(Connection connection, Expression expression, ProbedRows rows, Findings findings) {
        this.connection = connection;
        this.expression = expression;
        this.rows = rows;
        this.findings = findings;
    }

    /** Each question in a statement of its own, so an error ends only this expression. */
    Probed check() throws SQLException {
        Optional<String> type = Optional.empty();
        List<Long> called = List.of();
        try {
            type = Optional.of(type());
            called = called();
            boolean steady = isSteady(called);
            boolean fits = fits(type.get());
            return new Probed(steady && fits && (!rows.areReal() || runs()), type, called);
        } catch (SQLException e) {
            failed(e);
            return new Probed(false, type, called);
        }
    }

    private void failed(SQLException e) throws SQLException {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P")) {
            throw e;
        }
        if (state.equals("42704") && rows.expandMakesTypes()) {
            findings.later(expression.name() + " needs what the expand makes (" + e.getMessage() + ")");
        } else if (state.equals("57014") || state.equals("55P03")) {
            findings.unsure(expression.name() + " could not be tried in time: " + e.getMessage());
        } else if (state.equals("42703") || state.equals("42P01")) {
            findings.refuse(expression.name() + " may read the other side's columns only, by their bare names: "
                    + e.getMessage());
        } else {
            findings.refuse(expression.name() + ": " + e.getMessage());
        }
    }

    private String typed() {
        return "SELECT (" + expression.text() + ") FROM " + rows.every() + " LIMIT 0";
    }

    /** Not the driver's word for it, which calls a column with a sequence {@code serial}. */
    private String type() throws SQLException {
        return Asked.list(connection, "SELECT pg_catalog.pg_typeof((" + typed() + "))::text", row -> row.getString(1))
                .get(0);
    }

    private List<Long> called() throws SQLException {
        Optional<List<Long>> called = ExpressionTree.called(connection, typed());
        if (called.isEmpty()) {
            findings.unsure(expression.name() + " could not be judged: the server prints no parse tree");
        }
        return called.orElse(List.of());
    }

    private boolean isSteady(List<Long> called) throws SQLException {
        List<ExpressionTree.Function> unsteady = ExpressionTree.unsteady(connection, called);
        unsteady.forEach(function -> findings.refuse(expression.name() + " calls " + function.name()
                + (function.chance()
                        ? ", which is volatile"
                        : ", which is not immutable: its value depends on when, by whom or beside which rows it is"
                                + " evaluated")
                + ". Compute it from the columns of the other side alone; a function of yours must be IMMUTABLE, and"
                + " mean it"));
        return isSteadyByItsPlan(!unsteady.isEmpty()) && unsteady.isEmpty();
    }

    /**
     * PostgreSQL does not flatten a subquery whose columns are volatile, aggregated or set-returning; so a subquery scan
     * in the plan is its own word that the expression is one of these.
     */
    private boolean isSteadyByItsPlan(boolean known) throws SQLException {
        String plan = plan("SELECT 1 FROM (SELECT (" + expression.text() + ") AS value FROM " + rows.every()
                + ") AS interlock_probe WHERE value IS NOT NULL");
        boolean volatileOrMany = plan.contains("\"Subquery Scan\"") || plan.contains("\"Aggregate\"");
        findings.refuseIf(
                volatileOrMany && !known,
                expression.name() + " calls a volatile, aggregating or set-returning function: give one value that the"
                        + " columns of the other side tell");
        boolean moment = MOMENT.matcher(STRING.matcher(plan).replaceAll("''")).find();
        findings.refuseIf(
                moment && !known,
                expression.name() + " depends on when or by whom it is evaluated: read a column of the other side");
        boolean others = Sql.first(connection, READS_OTHER_ROWS, row -> row.getBoolean(1), plan)
                .orElse(false);
        findings.refuseIf(
                others, expression.name() + " reads other rows than its own, which may change without this one");
        return !volatileOrMany && !moment && !others;
    }

    private boolean fits(String type) throws SQLException {
        if (expression.target().isEmpty()) {
            return true;
        }
        String declared = expression.target().get().type().declared();
        boolean assignable = Sql.first(connection, ASSIGNABLE, row -> row.getBoolean(1), declared, type)
                .orElse(false);
        findings.refuseIf(
                !assignable,
                expression.name() + " is of type " + type + ", which cannot be assigned to " + declared + ": cast it");
        return assignable;
    }

    private boolean runs() throws SQLException {
        try {
            Asked.number(
                    connection,
                    "SELECT count(value) FROM (SELECT " + expression.assigned() + " AS value FROM " + rows.some()
                            + ") AS interlock_probe");
            return true;
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith("2")) {
                throw e;
            }
            Optional<String> first = rows.firstFailing(expression.assigned());
            findings.refuse(expression.name() + ": " + e.getMessage()
                    + first.map(key -> "; the first such row is " + key).orElse(""));
            return false;
        }
    }

    private String plan(String sql) throws SQLException {
        return String.join(
                "\n", Asked.list(connection, "EXPLAIN (COSTS OFF, FORMAT JSON) " + sql, row -> row.getString(1)));
    }
}
