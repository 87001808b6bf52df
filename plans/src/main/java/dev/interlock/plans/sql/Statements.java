// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.plans.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Splits SQL text at the semicolons that end statements. A semicolon within quotes, comments, parentheses or the
 * {@code BEGIN ATOMIC … END} body of a function does not, as in psql.
 */
public final class Statements {

    private final String text;
    private final List<Statement> found = new ArrayList<>();
    private final List<Token> current = new ArrayList<>();
    private int parentheses;
    private int bodies;

    private Statements(String text) {
        this.text = text;
    }

    /** The statements in their order; none for text that holds only comments. */
    public static List<Statement> split(String sql) {
        Statements statements = new Statements(sql);
        Tokenizer.tokens(sql).stream().filter(Token::matters).forEach(statements::take);
        statements.end();
        return List.copyOf(statements.found);
    }

    /** The line at which a quote or comment opens that is never closed. */
    public static OptionalInt unterminated(String sql) {
        return Tokenizer.tokens(sql).stream()
                .filter(token -> !token.closed())
                .mapToInt(token -> line(sql, token.start()))
                .findFirst();
    }

    private void take(Token token) {
        if (token.kind() == Kind.SEMICOLON && parentheses == 0 && bodies == 0) {
            end();
            return;
        }
        parentheses += token.kind() == Kind.OPEN ? 1 : token.kind() == Kind.CLOSE && parentheses > 0 ? -1 : 0;
        current.add(token);
        if (definesRoutine()) {
            bodies += opensBody(token) ? 1 : token.isWord(text, "end") && bodies > 0 ? -1 : 0;
        }
    }

    /** {@code CASE} counts only within a body, where its {@code END} would otherwise close the body. */
    private boolean opensBody(Token token) {
        return token.isWord(text, "begin") || (bodies > 0 && token.isWord(text, "case"));
    }

    private boolean definesRoutine() {
        if (!current.get(0).isWord(text, "create")) {
            return false;
        }
        int noun = current.size() > 2 && current.get(1).isWord(text, "or") ? 3 : 1;
        return current.size() > noun
                && (current.get(noun).isWord(text, "function")
                        || current.get(noun).isWord(text, "procedure"));
    }

    private void end() {
        if (!current.isEmpty()) {
            int start = current.get(0).start();
            String sql = text.substring(start, current.get(current.size() - 1).end());
            found.add(new Statement(sql, line(text, start)));
        }
        current.clear();
        parentheses = 0;
        bodies = 0;
    }

    private static int line(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
