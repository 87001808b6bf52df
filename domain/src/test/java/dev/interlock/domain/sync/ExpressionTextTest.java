// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "split_part(full_name, ';', 1)",
                "first_name || coalesce(' -- ' || last_name, '(')",
                "\"odd \"\" name\" || 'it''s'",
                "CASE WHEN a > 1 THEN a END"
            })
    void expressionThatStaysInItsPlaceIsFine(String expression) {
        assertThat(ExpressionText.problem(expression)).isEmpty();
    }

    @Test
    void emptyTextIsNoExpression() {
        assertThat(ExpressionText.problem("  ")).contains("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a; DROP TABLE users", "a -- b", "a /* b */"})
    void secondStatementOrCommentIsRefused(String expression) {
        assertThat(ExpressionText.problem(expression)).get().asString().contains("one expression");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a), (b", "(a", ")a("})
    void strayParenthesisIsRefused(String expression) {
        assertThat(ExpressionText.problem(expression)).get().asString().contains("parenthesis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "$$a$$", "'a\nb'", "$interlock$"})
    void stringThatCouldEndTheFunctionIsRefused(String expression) {
        assertThat(ExpressionText.problem(expression)).isPresent();
    }
}
