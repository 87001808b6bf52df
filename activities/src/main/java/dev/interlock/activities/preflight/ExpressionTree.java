// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL's own parse tree of a query, from which the catalogue says of every function, also behind casts and
 * operators, how steady it is. A read-only transaction can make neither a view nor a default to read it from, so the
 * server is asked to print it, which it also does into its log.
 */
final class ExpressionTree {

    private static final Pattern FUNCTION = Pattern.compile(":(?:op)?funcid (\\d+)");

    /**
     * Beside what is immutable, steady is what depends on nothing but the settings that the generated functions fix:
     * casts, operators and formats of moments, numbers and bytes. What reads the catalogue or the text search
     * configuration is not.
     */
    private static final String UNSTEADY = """
            SELECT p.provolatile = 'v' AS chance, p.oid::pg_catalog.regprocedure::text AS name
            FROM pg_catalog.pg_proc p
            WHERE p.oid = ANY (?::oid[]) AND p.provolatile <> 'i' AND NOT (
                p.provolatile = 's' AND p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
                AND p.prorettype NOT IN (SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typname LIKE 'reg%')
                AND (p.proname IN ('to_char', 'to_date', 'to_timestamp', 'to_number', 'date_trunc', 'date_part',
                        'extract', 'date_add', 'date_subtract', 'timezone', 'make_timestamptz', 'timestamptz',
                        'timestamp', 'date', 'time', 'timetz', 'money', 'overlaps', 'concat', 'concat_ws', 'format',
                        'quote_literal', 'quote_nullable', 'to_json', 'to_jsonb', 'json_build_object',
                        'json_build_array', 'jsonb_build_object', 'jsonb_build_array', 'row_to_json', 'array_to_json',
                        'array_to_string', 'json_populate_record', 'jsonb_populate_record', 'pg_typeof')
                     OR EXISTS (SELECT FROM pg_catalog.pg_cast c WHERE c.castfunc = p.oid)
                     OR (p.proname !~ '^ts_match' AND EXISTS (
                         SELECT FROM pg_catalog.pg_operator o WHERE o.oprcode = p.oid))))
            ORDER BY 2
            """;

    /**
     * A function that is not steady.
     *
     * @param chance whether it is volatile, rather than stable
     * @param name with its arguments
     */
    record Function(boolean chance, String name) {}

    private ExpressionTree() {}

    /** The functions that the query calls, by oid; empty when the server prints no tree, of which nothing can be said. */
    static Optional<List<Long>> called(Connection connection, String query) throws SQLException {
        String tree = print(connection, query);
        return tree.contains("{QUERY") ? Optional.of(calledIn(tree)) : Optional.empty();
    }

    private static List<Long> calledIn(String tree) {
        return FUNCTION.matcher(tree)
                .results()
                .map(match -> Long.valueOf(match.group(1)))
                .distinct()
                .toList();
    }

    /** Those of the functions that may give another value for the same arguments. */
    static List<Function> unsteady(Connection connection, List<Long> functions) throws SQLException {
        return Sql.list(
                connection,
                UNSTEADY,
                row -> new Function(row.getBoolean("chance"), row.getString("name")),
                connection.createArrayOf("bigint", functions.toArray()));
    }

    private static String print(Connection connection, String query) throws SQLException {
        Sql.run(connection, "SET client_min_messages = 'log'");
        Sql.run(connection, "SET debug_print_parse = on");
        try (Statement statement = connection.createStatement()) {
            statement.execute(query);
            return trees(statement.getWarnings());
        } finally {
            Sql.run(connection, "RESET debug_print_parse");
            Sql.run(connection, "RESET client_min_messages");
        }
    }

    private static String trees(SQLWarning first) {
        StringBuilder trees = new StringBuilder();
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            if (warning instanceof PSQLWarning told) {
                Optional.ofNullable(told.getServerErrorMessage())
                        .map(ServerErrorMessage::getDetail)
                        .ifPresent(trees::append);
            }
        }
        return trees.toString();
    }
}
