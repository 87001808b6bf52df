// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What in an expression's text makes it give another value for the same row. Told by names that are PostgreSQL's own;
 * what else is not immutable only its catalogue knows.
 *
 * @param what as it stands in the text, such as {@code now()}
 */
public record Unsteady(Kind kind, String what) {

    /** Why, and what to write instead. */
    public enum Kind {
        MOMENT("gives another value later", "a moment that the row itself holds, from a column of the other side"),
        WRITER("gives another value to another session", "a column of the other side, or a constant"),
        CHANCE("gives another value each time", "a value computed from columns of the other side, such as md5(email)"),
        SEQUENCE("takes from a sequence, which moves on", "a default on the column in contract.sql, once sync is gone"),
        AGGREGATE(
                "is computed over many rows",
                "a function of this row's values, such as greatest(a, b) or cardinality(tags)"),
        MANY_VALUES("gives several values", "one of them, such as split_part(full_name, ' ', 1) or tags[1]"),
        PARAMETER("is a parameter, which nobody fills in", "the value itself, as a constant"),
        CONFIGURATION(
                "depends on default_text_search_config of the session",
                "the configuration as its first argument, such as to_tsvector('english', body)");

        private final String why;
        private final String instead;

        Kind(String why, String instead) {
            this.why = why;
            this.instead = instead;
        }

        public String why() {
            return why;
        }

        public String instead() {
            return instead;
        }
    }

    private static final Set<String> MOMENTS = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "clock_timestamp",
            "timeofday",
            "pg_postmaster_start_time");
    private static final Set<String> MOMENT_WORDS =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");
    private static final Set<String> MOMENT_TYPES = Set.of("date", "time", "timetz", "timestamp", "timestamptz");
    private static final Pattern MOMENT_STRING =
            Pattern.compile("'\\s*(now|today|tomorrow|yesterday)\\b.*'", Pattern.CASE_INSENSITIVE);
    private static final Set<String> WRITERS = Set.of(
            "current_setting",
            "current_database",
            "current_schemas",
            "pg_backend_pid",
            "inet_client_addr",
            "txid_current",
            "pg_current_xact_id",
            "pg_current_xact_id_if_assigned",
            "version");
    private static final Set<String> WRITER_WORDS = Set.of(
            "current_user", "current_role", "session_user", "system_user", "user", "current_catalog", "current_schema");
    private static final Set<String> CHANCES = Set.of(
            "random",
            "random_normal",
            "gen_random_uuid",
            "gen_random_bytes",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v4");
    private static final Set<String> SEQUENCES = Set.of("nextval", "currval", "lastval", "setval");
    private static final Set<String> AGGREGATES = Set.of(
            "count",
            "sum",
            "min",
            "max",
            "avg",
            "array_agg",
            "string_agg",
            "json_agg",
            "jsonb_agg",
            "json_object_agg",
            "jsonb_object_agg",
            "bool_and",
            "bool_or",
            "every",
            "any_value",
            "row_number",
            "rank",
            "dense_rank",
            "lag",
            "lead",
            "first_value",
            "last_value");
    private static final Set<String> MANY = Set.of(
            "unnest",
            "generate_series",
            "generate_subscripts",
            "regexp_matches",
            "regexp_split_to_table",
            "string_to_table",
            "json_array_elements",
            "json_array_elements_text",
            "jsonb_array_elements",
            "jsonb_array_elements_text",
            "json_each",
            "jsonb_each",
            "json_object_keys",
            "jsonb_object_keys");
    private static final Set<String> CONFIGURED =
            Set.of("to_tsvector", "to_tsquery", "plainto_tsquery", "phraseto_tsquery", "websearch_to_tsquery");
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+|\\$\\{\\w+}");

    /** All that is found, in the order of the text. */
    static List<Unsteady> in(String sql) {
        List<Token> tokens =
                Tokenizer.tokens(sql).stream().filter(Token::matters).toList();
        return new Reading(sql, tokens).found();
    }

    private static final class Reading {

        private final String sql;
        private final List<Token> tokens;
        private final List<Unsteady> found = new ArrayList<>();
        /** For each open parenthesis, whether a sub-select stands in it or around it. */
        private final Deque<Boolean> selects = new ArrayDeque<>();

        Reading(String sql, List<Token> tokens) {
            this.sql = sql;
            this.tokens = tokens;
        }

        List<Unsteady> found() {
            for (int i = 0; i < tokens.size(); i++) {
                read(i);
            }
            StringBuilder bare = new StringBuilder();
            tokens.stream()
                    .filter(token -> token.kind() != Token.Kind.STRING)
                    .forEach(token -> bare.append(text(token)));
            PARAMETER.matcher(bare).results().forEach(match -> found.add(new Unsteady(Kind.PARAMETER, match.group())));
            return found;
        }

        private void read(int i) {
            switch (tokens.get(i).kind()) {
                case OPEN -> selects.push(isSubselect() || word(i + 1, "select"::equals));
                case CLOSE -> selects.poll();
                case WORD -> word(i);
                case STRING -> string(i);
                default -> {
                    // Nothing that has a name.
                }
            }
        }

        private void word(int i) {
            String name = lower(i);
            if (isKind(i - 1, ".") && !word(i - 2, "pg_catalog"::equals)) {
                return;
            }
            if (isKind(i + 1, "(")) {
                call(i, name);
            } else if (!isKind(i + 1, ".")) {
                add(MOMENT_WORDS.contains(name), Kind.MOMENT, name);
                add(WRITER_WORDS.contains(name), Kind.WRITER, name);
            }
        }

        private void call(int i, String name) {
            String shown = name + "()";
            add(MOMENTS.contains(name) || MOMENT_WORDS.contains(name), Kind.MOMENT, shown);
            add(name.equals("age") && arguments(i + 1) == 1, Kind.MOMENT, "age() of one moment");
            add(WRITERS.contains(name) || name.equals("current_schema"), Kind.WRITER, shown);
            add(CHANCES.contains(name), Kind.CHANCE, shown);
            add(SEQUENCES.contains(name), Kind.SEQUENCE, shown);
            add(AGGREGATES.contains(name) && !isSubselect(), Kind.AGGREGATE, shown);
            add(MANY.contains(name) && !isSubselect(), Kind.MANY_VALUES, shown);
            add(CONFIGURED.contains(name) && arguments(i + 1) == 1, Kind.CONFIGURATION, shown);
            add(name.equals("over"), Kind.AGGREGATE, "OVER ()");
        }

        /** {@code 'now'::timestamptz}, {@code date 'today'} and {@code CAST('now' AS date)}. */
        private void string(int i) {
            boolean typed = word(i - 1, MOMENT_TYPES::contains)
                    || (isKind(i + 1, ":") && word(i + 3, MOMENT_TYPES::contains))
                    || (word(i + 1, "as"::equals) && word(i + 2, MOMENT_TYPES::contains));
            add(typed && MOMENT_STRING.matcher(text(tokens.get(i))).matches(), Kind.MOMENT, text(tokens.get(i)));
        }

        private void add(boolean is, Kind kind, String what) {
            Unsteady unsteady = new Unsteady(kind, what);
            if (is && !found.contains(unsteady)) {
                found.add(unsteady);
            }
        }

        /** How many stand between the parenthesis at {@code open} and its partner. */
        private int arguments(int open) {
            int depth = 1;
            int count = isKind(open + 1, ")") ? 0 : 1;
            for (int i = open + 1; i < tokens.size() && depth > 0; i++) {
                depth += isKind(i, "(") || isKind(i, "[") ? 1 : isKind(i, ")") || isKind(i, "]") ? -1 : 0;
                count += depth == 1 && isKind(i, ",") ? 1 : 0;
            }
            return count;
        }

        private boolean isSubselect() {
            return !selects.isEmpty() && selects.peek();
        }

        private boolean isKind(int i, String text) {
            return i >= 0 && i < tokens.size() && text(tokens.get(i)).equals(text);
        }

        private boolean word(int i, Predicate<String> is) {
            return i >= 0 && i < tokens.size() && tokens.get(i).kind() == Token.Kind.WORD && is.test(lower(i));
        }

        private String lower(int i) {
            return text(tokens.get(i)).toLowerCase(Locale.ROOT);
        }

        private String text(Token token) {
            return sql.substring(token.start(), token.end());
        }
    }
}
