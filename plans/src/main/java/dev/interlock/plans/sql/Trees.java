// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Change.Option;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.ActionContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.IfExistsContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.IfNotExistsContext;

/** Looking things up in a parse tree. */
final class Trees {

    private Trees() {}

    /** The name that the grammar gives to what was read. */
    static String rule(ParserRuleContext context) {
        return PostgreSQLStatementParser.ruleNames[context.getRuleIndex()];
    }

    /** The text as it was written. */
    static String source(ParserRuleContext context) {
        return context.getStart()
                .getInputStream()
                .getText(Interval.of(
                        context.getStart().getStartIndex(), context.getStop().getStopIndex()));
    }

    /** The node itself and all below it, in the order of the text. */
    static Stream<ParseTree> nodes(ParseTree tree) {
        return Stream.concat(
                Stream.of(tree),
                IntStream.range(0, tree.getChildCount())
                        .mapToObj(tree::getChild)
                        .flatMap(Trees::nodes));
    }

    static <T> Stream<T> all(ParseTree tree, Class<T> type) {
        return nodes(tree).filter(type::isInstance).map(type::cast);
    }

    static <T> Optional<T> first(ParseTree tree, Class<T> type) {
        return all(tree, type).findFirst();
    }

    static boolean hasToken(ParseTree tree, int type) {
        return all(tree, TerminalNode.class).anyMatch(leaf -> leaf.getSymbol().getType() == type);
    }

    /** How the thing is done. {@code ON DELETE CASCADE} of a foreign key is not a CASCADE of the statement. */
    static Set<Option> options(ParseTree tree) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        nodes(tree).forEach(node -> {
            if (node instanceof IfExistsContext) {
                options.add(Option.IF_EXISTS);
            } else if (node instanceof IfNotExistsContext) {
                options.add(Option.IF_NOT_EXISTS);
            } else if (node instanceof TerminalNode leaf) {
                option(leaf).ifPresent(options::add);
            }
        });
        return options;
    }

    private static Optional<Option> option(TerminalNode leaf) {
        return switch (leaf.getSymbol().getType()) {
            case PostgreSQLStatementParser.CONCURRENTLY -> Optional.of(Option.CONCURRENTLY);
            case PostgreSQLStatementParser.TEMP, PostgreSQLStatementParser.TEMPORARY -> Optional.of(Option.TEMPORARY);
            case PostgreSQLStatementParser.VALID -> Optional.of(Option.NOT_VALID);
            case PostgreSQLStatementParser.CASCADE ->
                leaf.getParent() instanceof ActionContext ? Optional.empty() : Optional.of(Option.CASCADE);
            default -> Optional.empty();
        };
    }
}
