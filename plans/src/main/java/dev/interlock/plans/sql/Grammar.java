// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementLexer;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser;
import org.jspecify.annotations.Nullable;

/**
 * The one place that runs the generated parser. SLL prediction comes first: it reads all that LL reads of this grammar
 * but a few ambiguous statements, and the first statement of a process costs 1.3 s with it instead of half a minute.
 */
final class Grammar {

    private Grammar() {}

    /** One whole statement. */
    static Optional<ParseTree> statement(String sql) {
        return parse(sql, PostgreSQLStatementParser::execute);
    }

    /** One whole expression. */
    static Optional<ParseTree> expression(String sql) {
        return parse(sql, PostgreSQLStatementParser::aExpr);
    }

    private static Optional<ParseTree> parse(String sql, Function<PostgreSQLStatementParser, ParseTree> rule) {
        try {
            PostgreSQLStatementParser parser = parser(LiteralBodies.of(sql));
            ParseTree tree = rule.apply(parser);
            boolean whole = parser.getCurrentToken().getType() == Token.EOF;
            return whole ? Optional.of(tree) : Optional.empty();
        } catch (ParseCancellationException unread) {
            return Optional.empty();
        }
    }

    private static PostgreSQLStatementParser parser(String sql) {
        PostgreSQLStatementLexer lexer = new PostgreSQLStatementLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        lexer.addErrorListener(new Refusing());
        PostgreSQLStatementParser parser = new PostgreSQLStatementParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        return parser;
    }

    /** The lexer would skip what it does not know and go on with the rest. */
    private static final class Refusing extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException cause) {
            throw new ParseCancellationException(message);
        }
    }
}
