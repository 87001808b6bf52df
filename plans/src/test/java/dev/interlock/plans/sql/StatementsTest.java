// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void semicolonsWithinQuotesAndCommentsEndNothing() {
        String sql = "SELECT ';' /* ; /* ; */ */, \";\" -- ;\n, $a$;$$;$a$, E'\\';';\nSELECT 2";

        assertThat(Statements.split(sql)).extracting(Statement::line).containsExactly(1, 3);
    }

    @Test
    void theBodyOfAnAtomicFunctionStaysWhole() {
        String sql =
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3";

        assertThat(Statements.split(sql)).hasSize(2);
    }

    @Test
    void aStatementBeginsAtItsFirstWord() {
        assertThat(Statements.split("-- why\n\n  SELECT 1;\n;\n")).containsExactly(new Statement("SELECT 1", 3));
    }

    @Test
    void anOpenQuoteIsFoundByItsLine() {
        assertThat(Statements.unterminated("SELECT 1;\nSELECT 'x")).hasValue(2);
    }
}
