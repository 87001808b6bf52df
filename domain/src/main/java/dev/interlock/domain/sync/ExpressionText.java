// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a text can stand inside parentheses without reaching out of them. What it means is PostgreSQL's to say; this
 * only keeps a comment, a second statement or a stray bracket from changing the function around it.
 */
public final class ExpressionText {

    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");

    private ExpressionText() {}

    /** What is wrong with it, as the end of a sentence that begins with its name. */
    public static Optional<String> problem(String expression) {
        if (expression.isBlank()) {
            return Optional.of("is empty");
        }
        if (expression.contains("$interlock$")) {
            return Optional.of("must not contain $interlock$");
        }
        if (QUOTED.matcher(expression)
                .results()
                .anyMatch(string -> string.group().indexOf('\n') >= 0)) {
            return Optional.of("has a line break inside a string");
        }
        String bare = QUOTED.matcher(expression).replaceAll("''");
        if (bare.contains("--") || bare.contains("/*") || bare.contains(";")) {
            return Optional.of("must be one expression, without comments and semicolons");
        }
        if (bare.contains("$$") || bare.chars().filter(c -> c == '\'').count() % 2 != 0) {
            return Optional.of("has a string that does not end, or a dollar-quoted one");
        }
        return balanced(bare) ? Optional.empty() : Optional.of("has a parenthesis without its partner");
    }

    private static boolean balanced(String bare) {
        int depth = 0;
        for (int i = 0; i < bare.length() && depth >= 0; i++) {
            depth += bare.charAt(i) == '(' ? 1 : bare.charAt(i) == ')' ? -1 : 0;
        }
        return depth == 0;
    }
}
