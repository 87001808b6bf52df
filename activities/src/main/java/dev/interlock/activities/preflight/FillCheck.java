// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rows that would never be filled: forward gives them a value, and still they are in parity with nothing in the new side,
 * since backward of nothing gives their old side. The new path would find nothing there, and a NOT NULL of the contract
 * would fail when the old side is gone.
 */
final class FillCheck {

    private final Connection connection;
    private final Findings findings;

    FillCheck(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    void check(TableFacts facts, List<Expression> forward, List<Expression> backward, String someRows)
            throws SQLException {
        String nothing = values(forward, e -> "CASE WHEN false THEN " + e.assigned() + " END", "");
        String given = values(forward, Expression::assigned, "given ");
        String empty =
                "(SELECT interlock_row.*, " + nothing + ", " + given + " FROM " + someRows + ") AS interlock_empty";
        String back = "(SELECT interlock_empty.*, " + values(backward, Expression::assigned, "back ") + " FROM " + empty
                + ") AS interlock_back";
        long unfilled = count("SELECT count(*) FROM " + back + " WHERE pg_catalog.record_image_eq(ROW("
                + columns(backward, "") + "), ROW(" + columns(backward, "back ") + ")) AND pg_catalog.num_nonnulls("
                + columns(forward, "given ") + ") > 0");
        findings.refuseIf(
                unfilled > 0,
                "sync: " + facts.table() + ": " + unfilled
                        + " rows of a sample would never be filled: backward of an empty"
                        + " new side already gives their old side, though forward gives a value. Let backward give"
                        + " something else for it, such as with coalesce(column, '')");
    }

    /** A backward that raises for an empty new side agrees with no row. */
    private long count(String sql) throws SQLException {
        try {
            return Sql.number(connection, sql);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).matches("(22|23|P0).*")) {
                return 0;
            }
            throw e;
        }
    }

    private static String values(List<Expression> expressions, Function<Expression, String> value, String prefix) {
        return expressions.stream()
                .map(expression -> value.apply(expression) + " AS " + Quote.identifier(prefix + expression.column()))
                .collect(Collectors.joining(", "));
    }

    private static String columns(List<Expression> expressions, String prefix) {
        return expressions.stream()
                .map(expression -> Quote.identifier(prefix + expression.column()) + expression.base())
                .collect(Collectors.joining(", "));
    }
}
