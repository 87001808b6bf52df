// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL into tokens as PostgreSQL's own scanner does, as far as names, strings, comments and dollar quotes go. It is
 * for recognising the few statements that run outside a transaction, not for judging SQL.
 */
final class Words {

    private final String sql;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private Words(String sql) {
        this.sql = sql;
    }

    /** In order, without white space and comments. */
    static List<Word> of(String sql) {
        Words words = new Words(sql);
        while (words.at < sql.length()) {
            words.next();
        }
        return words.words;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            at = endOf("\n", at);
        } else if (sql.startsWith("/*", at)) {
            at = afterComment();
        } else if (c == '\'') {
            add(Word.Kind.STRING, afterQuote('\'', escaped()));
        } else if (c == '"') {
            add(Word.Kind.QUOTED, afterQuote('"', false));
        } else if (c == '$' && dollarTag() > 0) {
            String tag = sql.substring(at, dollarTag());
            add(Word.Kind.STRING, endOf(tag, at + tag.length()));
        } else if (Character.isLetter(c) || c == '_') {
            add(Word.Kind.NAME, afterName());
        } else {
            add(Word.Kind.SYMBOL, at + 1);
        }
    }

    private void add(Word.Kind kind, int end) {
        words.add(new Word(kind, sql.substring(at, end), at));
        at = end;
    }

    /** The position after the next {@code mark}, or the end. */
    private int endOf(String mark, int from) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }

    private int afterName() {
        int end = at;
        while (end < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(end)) || "_$".indexOf(sql.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /** A doubled quote stands for itself; a backslash escapes only in E-strings. */
    private int afterQuote(char quote, boolean escapes) {
        int end = at + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            boolean doubled = c == quote && end + 1 < sql.length() && sql.charAt(end + 1) == quote;
            if (doubled || (escapes && c == '\\')) {
                end += 2;
            } else if (c == quote) {
                return end + 1;
            } else {
                end++;
            }
        }
        return sql.length();
    }

    private boolean escaped() {
        return !words.isEmpty()
                && words.get(words.size() - 1).is("e")
                && words.get(words.size() - 1).end() == at;
    }

    /** The position after an opening {@code $tag$}, or -1. */
    private int dollarTag() {
        int end = at + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return end < sql.length() && sql.charAt(end) == '$' ? end + 1 : -1;
    }

    /** Comments nest. */
    private int afterComment() {
        int depth = 0;
        int end = at;
        do {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        } while (depth > 0 && end < sql.length());
        return end;
    }
}
