// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.Change.Kind;
import dev.interlock.domain.ddl.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AlterTableContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.TableNameContext;

/** From the parse tree of one statement to what it does. Statements are told apart by the name of their grammar rule. */
final class Changes {

    private static final Set<String> TRANSACTION_CONTROL = Set.of(
            "beginTransaction",
            "startTransaction",
            "end",
            "commit",
            "commitPrepared",
            "rollback",
            "rollbackPrepared",
            "abort",
            "savepoint",
            "releaseSavepoint",
            "rollbackToSavepoint",
            "prepareTransaction",
            "setTransaction");
    private static final Set<String> SESSION_STATE = Set.of("set", "resetParameter", "discard");
    private static final Set<String> OUTSIDE_TRANSACTION = Set.of(
            "vacuum",
            "createDatabase",
            "dropDatabase",
            "createTablespace",
            "dropTablespace",
            "createSubscription",
            "dropSubscription",
            "alterSystem");
    /** They change a table that their text names. */
    private static final Set<String> ON_TABLE =
            Set.of("createTrigger", "alterTrigger", "createPolicy", "alterPolicy", "createRule");

    private Changes() {}

    /** Empty for a statement that does nothing of concern. */
    static List<Change> of(ParseTree tree) {
        if (!(tree.getChild(0) instanceof ParserRuleContext statement)) {
            return List.of();
        }
        String rule = Trees.rule(statement);
        return switch (rule) {
            case "alterTable" -> AlterTableChanges.of((AlterTableContext) statement);
            case "createTable", "dropTable", "truncateTable" -> TableChanges.of(rule, statement);
            case "createIndex", "dropIndex", "reindex" -> IndexChanges.of(rule, statement);
            case "insert", "update", "delete", "select" -> WriteChanges.of(statement);
            case "alterType" -> alterType(statement);
            default -> other(rule, statement).stream().toList();
        };
    }

    private static Optional<Change> other(String rule, ParserRuleContext statement) {
        if (TRANSACTION_CONTROL.contains(rule)) {
            return Optional.of(bare(Kind.TRANSACTION_CONTROL, statement));
        }
        if (SESSION_STATE.contains(rule)) {
            return Optional.of(bare(Kind.SESSION_STATE, statement));
        }
        if (OUTSIDE_TRANSACTION.contains(rule)) {
            return Optional.of(bare(Kind.OUTSIDE_TRANSACTION, statement));
        }
        if (rule.startsWith("drop")) {
            return Optional.of(
                    new Change(Kind.DROP_OTHER, table(statement), dropped(statement), Trees.options(statement)));
        }
        if (ON_TABLE.contains(rule)) {
            return Optional.of(new Change(Kind.ALTER_TABLE, table(statement), Optional.empty(), Set.of()));
        }
        return rule.startsWith("alter") ? renamed(rule, statement) : Optional.empty();
    }

    /** No code names an index in its statements, so its renaming is of no concern. */
    private static Optional<Change> renamed(String rule, ParserRuleContext statement) {
        boolean moved = Trees.hasToken(statement, PostgreSQLStatementParser.RENAME)
                || Trees.hasToken(statement, PostgreSQLStatementParser.SCHEMA);
        return moved && !rule.equals("alterIndex") ? Optional.of(bare(Kind.RENAME, statement)) : Optional.empty();
    }

    private static List<Change> alterType(ParserRuleContext statement) {
        boolean value = Trees.hasToken(statement, PostgreSQLStatementParser.VALUE);
        boolean add = Trees.hasToken(statement, PostgreSQLStatementParser.ADD);
        return value && add
                ? List.of(bare(Kind.ADD_ENUM_VALUE, statement))
                : renamed("alterType", statement).stream().toList();
    }

    private static Optional<TableName> table(ParserRuleContext statement) {
        return Trees.first(statement, TableNameContext.class).map(Names::table).or(() -> Names.afterOn(statement));
    }

    /** What stands after DROP, as it is written. */
    private static Optional<String> dropped(ParserRuleContext statement) {
        String text = Trees.source(statement);
        return Optional.of(text.substring("drop".length()).strip());
    }

    private static Change bare(Kind kind, ParserRuleContext statement) {
        return new Change(kind, Optional.empty(), Optional.empty(), Trees.options(statement));
    }
}
