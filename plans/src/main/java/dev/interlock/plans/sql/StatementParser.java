// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.Change.Option;
import dev.interlock.domain.ddl.ParsedScript;
import dev.interlock.domain.ddl.ParsedStatement;
import dev.interlock.plans.sql.Token.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;

/** Reads what statements do, from the parse tree of Apache ShardingSphere's PostgreSQL grammar. */
public final class StatementParser {

    private static final Set<String> DESTRUCTIVE =
            Set.of("drop", "truncate", "delete", "rename", "cascade", "detach", "commit", "rollback");
    private static final Set<String> OPAQUE = Set.of("do", "call");

    private StatementParser() {}

    /** Never fails: what cannot be read becomes a change of kind {@code UNREADABLE}. */
    public static ParsedScript script(String path, String sql) {
        return new ParsedScript(
                path,
                sql,
                Statements.split(sql).stream().map(StatementParser::parse).toList());
    }

    static ParsedStatement parse(Statement statement) {
        return new ParsedStatement(statement.sql(), statement.line(), changes(statement.sql()));
    }

    private static List<Change> changes(String sql) {
        List<Token> words = Tokenizer.tokens(sql).stream()
                .filter(t -> t.kind() == Kind.WORD)
                .toList();
        if (!words.isEmpty() && OPAQUE.stream().anyMatch(word -> words.get(0).isWord(sql, word))) {
            return List.of(bare(Change.Kind.OPAQUE, Set.of()));
        }
        Optional<ParseTree> tree = Grammar.statement(sql);
        if (tree.isEmpty()) {
            return List.of(unreadable(sql, words));
        }
        List<Change> changes = Changes.of(tree.get());
        return changes.isEmpty() ? List.of(bare(Change.Kind.OTHER, Set.of())) : changes;
    }

    private static Change unreadable(String sql, List<Token> words) {
        boolean destructive =
                words.stream().anyMatch(token -> DESTRUCTIVE.stream().anyMatch(word -> token.isWord(sql, word)));
        return bare(Change.Kind.UNREADABLE, destructive ? Set.of(Option.MAY_DESTROY) : Set.of());
    }

    private static Change bare(Change.Kind kind, Set<Option> options) {
        return new Change(kind, Optional.empty(), Optional.empty(), options);
    }
}
