// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Identifier;
import dev.interlock.plans.sql.Token.Kind;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The words of a text that PostgreSQL would read as names or key words, folded, in their order; not those in comments.
 *
 * @param inStrings the words inside its strings: a statement may be built of them
 */
public record SqlWords(String sql, Set<String> words, Set<String> inStrings) {

    public SqlWords {
        // Set.copyOf has no order, and the first word tells what kind of statement it is.
        words = Collections.unmodifiableSet(new LinkedHashSet<>(words));
        inStrings = Set.copyOf(inStrings);
    }

    public static SqlWords of(String sql) {
        Set<String> words = new LinkedHashSet<>();
        Set<String> strings = new LinkedHashSet<>();
        for (Token token : Tokenizer.tokens(sql)) {
            String text = sql.substring(token.start(), token.end());
            if (token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME) {
                words.add(Identifier.fold(text));
            } else if (token.kind() == Kind.STRING || token.kind() == Kind.DOLLAR_STRING) {
                SqlWords inside = of(content(token, text));
                strings.addAll(inside.words());
                strings.addAll(inside.inStrings());
            }
        }
        return new SqlWords(sql, words, strings);
    }

    public boolean has(String name) {
        return words.contains(name);
    }

    public boolean any(Predicate<String> wanted) {
        return words.stream().anyMatch(wanted);
    }

    public Optional<String> first() {
        return words.stream().findFirst();
    }

    private static String content(Token token, String literal) {
        boolean dollar = token.kind() == Kind.DOLLAR_STRING;
        int from = literal.indexOf(dollar ? '$' : '\'', dollar ? 1 : 0) + 1;
        int close = dollar ? from : 1;
        return literal.substring(from, token.closed() ? Math.max(from, literal.length() - close) : literal.length());
    }
}
