// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import java.util.List;

/**
 * PostgreSQL shows a statement with {@code $1} in place of each constant, also where its own grammar takes a constant only, as in
 * {@code interval $1}. A string of the same length can stand everywhere.
 */
final class Placeholders {

    private Placeholders() {}

    static String filled(String sql) {
        List<Token> tokens = Tokenizer.tokens(sql);
        StringBuilder filled = new StringBuilder(sql);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            int end = token.end();
            boolean dollar = token.kind() == Token.Kind.OTHER && sql.charAt(token.start()) == '$';
            while (dollar && end < sql.length() && Character.isDigit(sql.charAt(end))) {
                end++;
            }
            if (dollar && end > token.end()) {
                fill(filled, token.start(), end);
            }
        }
        return filled.toString();
    }

    private static void fill(StringBuilder filled, int start, int end) {
        for (int at = start; at < end; at++) {
            filled.setCharAt(at, at == start || at == end - 1 ? '\'' : '0');
        }
    }
}
