// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.plans.sql.Token.Kind;
import java.util.List;

/** The grammar knows no dollar quotes, so they become plain strings of the same length: lines and offsets stay. */
final class LiteralBodies {

    private LiteralBodies() {}

    static String of(String sql) {
        List<Token> bodies = Tokenizer.tokens(sql).stream()
                .filter(token -> token.kind() == Kind.DOLLAR_STRING && token.closed())
                .toList();
        StringBuilder plain = new StringBuilder(sql);
        for (Token body : bodies) {
            for (int i = body.start(); i < body.end(); i++) {
                plain.setCharAt(i, sql.charAt(i) == '\n' ? '\n' : ' ');
            }
            plain.setCharAt(body.start(), '\'');
            plain.setCharAt(body.end() - 1, '\'');
        }
        return plain.toString();
    }
}
