// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Rows that do not survive the way there and back: the drop would lose what they hold. */
final class LossCheck {

    private final Connection connection;
    private final Findings findings;

    LossCheck(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    void check(TableFacts facts, List<Expression> forward, List<Expression> backward, String someRows)
            throws SQLException {
        String there = "(SELECT interlock_row.*, " + values(forward, "") + " FROM " + someRows + ") AS interlock_there";
        String back =
                "(SELECT interlock_there.*, " + values(backward, "back ") + " FROM " + there + ") AS interlock_back";
        long lost = Asked.number(
                connection,
                "SELECT count(*) FROM " + back + " WHERE pg_catalog.record_image_ne(ROW(" + columns(backward, "")
                        + "), ROW(" + columns(backward, "back ") + "))");
        findings.refuseIf(
                lost > 0,
                "sync: " + facts.table() + ": backward(forward(old)) differs from old in " + lost
                        + " rows of a sample: the drop would lose it. Correct the expressions, or accept: [old-lossy]");
    }

    private static String values(List<Expression> expressions, String prefix) {
        return expressions.stream()
                .map(expression -> expression.assigned() + " AS " + Quote.identifier(prefix + expression.column()))
                .collect(Collectors.joining(", "));
    }

    private static String columns(List<Expression> expressions, String prefix) {
        return expressions.stream()
                .map(expression -> Quote.identifier(prefix + expression.column()) + expression.base())
                .collect(Collectors.joining(", "));
    }
}
