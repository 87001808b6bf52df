// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.ParsedExpression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.ColumnrefContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.SelectNoParensContext;

/** Reads the expressions of a sync. */
public final class Expressions {

    private Expressions() {}

    /**
     * Whether the text is one expression by its quotes, parentheses and semicolons alone. What is not would change the
     * statement that it is put into.
     */
    public static boolean isClosed(String sql) {
        int depth = 0;
        for (Token token : Tokenizer.tokens(sql)) {
            depth += token.kind() == Token.Kind.OPEN ? 1 : token.kind() == Token.Kind.CLOSE ? -1 : 0;
            boolean comment = token.kind() == Token.Kind.COMMENT;
            if (depth < 0 || comment || !token.closed() || token.kind() == Token.Kind.SEMICOLON) {
                return false;
            }
        }
        return depth == 0;
    }

    /** What in its text gives another value for the same row; empty when nothing of it is known to. */
    public static List<Unsteady> unsteady(String sql) {
        return Unsteady.in(sql);
    }

    /** What it reads; empty when the grammar does not know it. */
    public static Optional<ParsedExpression> parse(String sql) {
        return Grammar.expression(sql)
                .map(tree -> new ParsedExpression(
                        Trees.all(tree, ColumnrefContext.class)
                                .map(reference -> Names.fold(reference.colId()))
                                .collect(Collectors.toUnmodifiableSet()),
                        Trees.first(tree, SelectNoParensContext.class).isPresent()));
    }
}
