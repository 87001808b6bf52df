// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.Change.Kind;
import dev.interlock.domain.ddl.TableName;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AddColumnSpecificationContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AddConstraintSpecificationContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AlterDefinitionClauseContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AlterTableActionContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AlterTableContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.ConstraintNameContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.DropColumnSpecificationContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.DropConstraintSpecificationContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.ValidateConstraintSpecificationContext;

/** ALTER TABLE: one change per action. */
final class AlterTableChanges {

    private AlterTableChanges() {}

    static List<Change> of(AlterTableContext statement) {
        AlterDefinitionClauseContext definition = statement.alterDefinitionClause();
        if (definition == null || statement.tableNameClause() == null) {
            return List.of(new Change(Kind.ALTER_TABLE, Optional.empty(), Optional.empty(), Trees.options(statement)));
        }
        TableName table = Names.table(statement.tableNameClause().tableName());
        List<AlterTableActionContext> actions =
                Trees.all(definition, AlterTableActionContext.class).toList();
        return actions.isEmpty()
                ? List.of(change(whole(definition), table, Optional.empty(), definition))
                : actions.stream().map(action -> action(table, action)).toList();
    }

    /** What cannot be combined with other actions. */
    private static Kind whole(AlterDefinitionClauseContext definition) {
        if (definition.partitionCmd() != null) {
            return definition.partitionCmd().DETACH() != null ? Kind.DETACH_PARTITION : Kind.ATTACH_PARTITION;
        }
        return definition.renameConstraint() != null ? Kind.ALTER_TABLE : Kind.RENAME;
    }

    private static Change action(TableName table, ParserRuleContext action) {
        if (action.getChild(0) instanceof AddColumnSpecificationContext add) {
            return new Change(
                    Kind.ADD_COLUMN,
                    Optional.of(table),
                    name(add.columnDefinition().columnName()),
                    ColumnOptions.of(add));
        }
        if (action.getChild(0) instanceof DropColumnSpecificationContext drop) {
            return change(Kind.DROP_COLUMN, table, name(drop.columnName()), drop);
        }
        if (action.getChild(0) instanceof AddConstraintSpecificationContext add) {
            Optional<String> name =
                    Trees.first(add, ConstraintNameContext.class).map(Names::fold);
            return change(Kind.ADD_CONSTRAINT, table, name, add);
        }
        if (action.getChild(0) instanceof DropConstraintSpecificationContext drop) {
            return change(Kind.DROP_CONSTRAINT, table, name(drop.constraintName()), drop);
        }
        if (action.getChild(0) instanceof ValidateConstraintSpecificationContext validate) {
            return change(Kind.VALIDATE_CONSTRAINT, table, name(validate.constraintName()), validate);
        }
        return change(Kind.ALTER_TABLE, table, Optional.empty(), action);
    }

    private static Optional<String> name(ParserRuleContext written) {
        return Optional.of(Names.fold(written));
    }

    private static Change change(Kind kind, TableName table, Optional<String> object, ParserRuleContext context) {
        return new Change(kind, Optional.of(table), object, Trees.options(context));
    }
}
