// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.util.List;
import java.util.Optional;

/** Reads a statement's words one after the other. */
final class WordCursor {

    private final String sql;
    private final List<Word> words;
    private int at;

    WordCursor(String sql) {
        this(sql, Words.of(sql));
    }

    /** @param words of one statement of {@code sql} */
    WordCursor(String sql, List<Word> words) {
        this.sql = sql;
        this.words = words;
    }

    /** Skips these keywords if all of them come next. */
    boolean skip(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (at + i >= words.size() || !words.get(at + i).is(keywords[i])) {
                return false;
            }
        }
        at += keywords.length;
        return true;
    }

    /** A table, index or type name with or without a schema; quoted; {@code public} where none is given. */
    Optional<QualifiedName> name() {
        if (at >= words.size() || !words.get(at).isName()) {
            return Optional.empty();
        }
        String first = words.get(at++).identifier();
        boolean dotted = at + 1 < words.size()
                && words.get(at).is(".")
                && words.get(at + 1).isName();
        if (!dotted) {
            return Optional.of(new QualifiedName("public", first));
        }
        String second = words.get(at + 1).identifier();
        at += 2;
        return Optional.of(new QualifiedName(first, second));
    }

    Optional<String> string() {
        boolean next = at < words.size() && words.get(at).kind() == Word.Kind.STRING;
        return next ? Optional.of(words.get(at++).value()) : Optional.empty();
    }

    /** The next keyword, in lower case. */
    Optional<String> keyword() {
        boolean next = at < words.size() && words.get(at).kind() == Word.Kind.NAME;
        return next ? Optional.of(words.get(at++).identifier()) : Optional.empty();
    }

    /** Goes on behind the next comma that is in no parentheses. False when there is none. */
    boolean pastComma() {
        int depth = 0;
        while (at < words.size()) {
            Word word = words.get(at++);
            depth += word.is("(") ? 1 : word.is(")") ? -1 : 0;
            if (depth == 0 && word.is(",")) {
                return true;
            }
        }
        return false;
    }

    boolean startsWith(String keyword) {
        return at < words.size() && words.get(at).is(keyword);
    }

    /** At the end of the only statement. */
    boolean ended() {
        return at >= words.size() || (words.get(at).is(";") && at == words.size() - 1);
    }

    /** The text from here to the statement's end. */
    String rest() {
        if (at >= words.size()) {
            return "";
        }
        Word last = words.get(words.size() - 1);
        int end = last.is(";") ? last.start() : last.end();
        return sql.substring(words.get(at).start(), Math.max(end, words.get(at).start()));
    }

    /** No other statement follows. */
    boolean single() {
        return words.stream().limit(Math.max(0, words.size() - 1)).noneMatch(word -> word.is(";"));
    }
}
