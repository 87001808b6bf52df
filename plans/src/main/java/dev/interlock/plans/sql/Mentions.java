// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Mention;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.ddl.TableParts;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * Whether a statement names what is sought, by its text alone: what it does inside a function is that function's, and what a
 * view shows is that view's.
 */
public final class Mentions {

    /** These read no row, and what they change of a table is drift. */
    private static final Set<String> READS_NOTHING = Set.of(
            "alter", "analyze", "cluster", "comment", "drop", "grant", "lock", "reindex", "revoke", "set", "vacuum");

    private Mentions() {}

    /** @param sql one statement; {@code $1} may stand for a value, as PostgreSQL shows statements */
    public static Mention of(String sql, TableParts sought) {
        return of(SqlWords.of(sql), sought);
    }

    /** The same, of a text that is asked about more than once. */
    public static Mention of(SqlWords words, TableParts sought) {
        boolean about = sought.tables().stream().map(TableName::name).anyMatch(words::has);
        if (!about || words.first().filter(READS_NOTHING::contains).isPresent()) {
            return Mention.NONE;
        }
        Optional<ParseTree> tree = Grammar.statement(Placeholders.filled(words.sql()));
        if (tree.isEmpty()) {
            return unread(words);
        }
        return new MentionSearch(sought).in(tree.get());
    }

    /** {@code CREATE} reads rows only by the query in it. */
    private static Mention unread(SqlWords words) {
        boolean creates = words.first().filter("create"::equals).isPresent();
        return creates && !words.has("select") ? Mention.NONE : Mention.UNREADABLE;
    }
}
