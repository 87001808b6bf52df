// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.ParsedStatement;
import dev.interlock.plans.sql.SqlWords;
import dev.interlock.plans.sql.StatementParser;
import java.util.List;
import java.util.Set;

/** SQL of a plan that is asked about, or run to learn something: one statement, and nothing behind it that would be run as well. */
final class LoneStatement {

    private static final Set<String> READS = Set.of("select", "with", "values", "table");
    private static final Set<String> PLANNED =
            Set.of("select", "with", "values", "table", "insert", "update", "delete", "merge");
    private static final Set<Change.Kind> HARMLESS = Set.of(Change.Kind.OTHER, Change.Kind.UNREADABLE);

    private LoneStatement() {}

    /**
     * A query that changes nothing, by its text alone: what a function does that it calls, the READ ONLY transaction refuses in
     * which it is run.
     */
    static boolean reads(String sql) {
        List<ParsedStatement> statements = statements(sql);
        return startsWith(sql, READS)
                && statements.size() == 1
                && statements.get(0).changes().stream().allMatch(change -> HARMLESS.contains(change.kind()));
    }

    /** One that PostgreSQL makes a plan for. */
    static boolean isPlanned(String sql) {
        return startsWith(sql, PLANNED) && statements(sql).size() == 1;
    }

    private static List<ParsedStatement> statements(String sql) {
        return StatementParser.script("query", sql).statements();
    }

    private static boolean startsWith(String sql, Set<String> words) {
        return SqlWords.of(sql).first().filter(words::contains).isPresent();
    }
}
