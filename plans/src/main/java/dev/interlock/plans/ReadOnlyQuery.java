// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.ParsedStatement;
import dev.interlock.plans.sql.SqlWords;
import dev.interlock.plans.sql.StatementParser;
import java.util.List;
import java.util.Set;

/** SQL of a plan that is run to learn something: one query, and nothing that changes anything. */
final class ReadOnlyQuery {

    private static final Set<String> READS = Set.of("select", "with", "values", "table");
    private static final Set<Change.Kind> HARMLESS = Set.of(Change.Kind.OTHER, Change.Kind.UNREADABLE);

    private ReadOnlyQuery() {}

    /** By its text alone: what a function does that it calls, the READ ONLY transaction refuses in which it is run. */
    static boolean is(String sql) {
        List<ParsedStatement> statements = StatementParser.script("query", sql).statements();
        return statements.size() == 1
                && SqlWords.of(sql).first().filter(READS::contains).isPresent()
                && statements.get(0).changes().stream().allMatch(change -> HARMLESS.contains(change.kind()));
    }
}
