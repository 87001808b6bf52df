// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.domain.sync.TableFacts;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rows that one direction's expressions read.
 *
 * @param read from what has the table's columns to what the expressions may read
 * @param areReal whether they are those of the table, so that an expression can be tried on them
 * @param expandMakesTypes whether a type that is not there may be one that the expand makes
 */
record ProbedRows(
        TableFacts facts,
        String sample,
        UnaryOperator<String> read,
        FailingRow failing,
        boolean areReal,
        boolean expandMakesTypes) {

    /** Every row, for questions that read none. */
    String every() {
        return read.apply(facts.table().quoted());
    }

    /** Those that the expressions are tried on. */
    String some() {
        return read.apply(facts.table().quoted() + sample);
    }

    Optional<String> firstFailing(String expression) throws SQLException {
        return failing.of(expression, read);
    }
}
