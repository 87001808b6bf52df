// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.plans.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL text the way PostgreSQL's scanner does (chapter "Lexical Structure" of its manual, with
 * {@code standard_conforming_strings} on): comments nest, dollar quotes have tags, only E-strings know backslashes.
 */
final class Tokenizer {

    private final String text;
    private int at;

    private Tokenizer(String text) {
        this.text = text;
    }

    /** The whole text, without gaps. */
    static List<Token> tokens(String text) {
        Tokenizer tokenizer = new Tokenizer(text);
        List<Token> tokens = new ArrayList<>();
        while (tokenizer.at < text.length()) {
            tokens.add(tokenizer.next());
        }
        return tokens;
    }

    private Token next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || c == '\uFEFF') {
            return run(Kind.SPACE, at + 1);
        }
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            return run(Kind.COMMENT, end < 0 ? text.length() : end);
        }
        if (text.startsWith("/*", at)) {
            return blockComment();
        }
        return switch (c) {
            case '\'' -> quoted(Kind.STRING, at + 1, '\'', false);
            case '"' -> quoted(Kind.QUOTED_NAME, at + 1, '"', false);
            case '(' -> run(Kind.OPEN, at + 1);
            case ')' -> run(Kind.CLOSE, at + 1);
            case ';' -> run(Kind.SEMICOLON, at + 1);
            case '$' -> dollar();
            default -> isNameStart(c) ? word() : run(Kind.OTHER, at + 1);
        };
    }

    private Token word() {
        int end = at + 1;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        boolean escapes = end == at + 1 && Character.toLowerCase(text.charAt(at)) == 'e';
        if (escapes && end < text.length() && text.charAt(end) == '\'') {
            return quoted(Kind.STRING, end + 1, '\'', true);
        }
        return run(Kind.WORD, end);
    }

    /** A doubled quote stands for itself, and reads here as the end of one string and the start of the next. */
    private Token quoted(Kind kind, int from, char quote, boolean escapes) {
        int end = from;
        while (end < text.length() && text.charAt(end) != quote) {
            end += escapes && text.charAt(end) == '\\' ? 2 : 1;
        }
        boolean closed = end < text.length();
        boolean doubled = closed && end + 1 < text.length() && text.charAt(end + 1) == quote;
        if (doubled) {
            return quoted(kind, end + 2, quote, escapes);
        }
        return run(kind, closed ? end + 1 : text.length(), closed);
    }

    /** {@code $$…$$}, {@code $tag$…$tag$}, or a parameter such as {@code $1}. */
    private Token dollar() {
        int end = at + 1;
        while (end < text.length() && isNamePart(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        boolean parameter = end > at + 1 && !isNameStart(text.charAt(at + 1));
        if (parameter || end == text.length() || text.charAt(end) != '$') {
            return run(Kind.OTHER, at + 1);
        }
        String tag = text.substring(at, end + 1);
        int close = text.indexOf(tag, end + 1);
        return close < 0
                ? run(Kind.DOLLAR_STRING, text.length(), false)
                : run(Kind.DOLLAR_STRING, close + tag.length());
    }

    private Token blockComment() {
        int depth = 0;
        int end = at;
        do {
            if (text.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (text.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        } while (depth > 0 && end < text.length());
        return run(Kind.COMMENT, Math.min(end, text.length()), depth == 0);
    }

    private Token run(Kind kind, int end) {
        return run(kind, end, true);
    }

    private Token run(Kind kind, int end, boolean closed) {
        Token token = new Token(kind, at, end, closed);
        at = end;
        return token;
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c > 127;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9') || c == '$';
    }
}
