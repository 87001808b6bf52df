// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.Change.Kind;
import dev.interlock.domain.ddl.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.DeleteContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.InsertContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.UpdateContext;

/** INSERT, UPDATE and DELETE, also those within a WITH clause. */
final class WriteChanges {

    private WriteChanges() {}

    static List<Change> of(ParserRuleContext statement) {
        return Trees.nodes(statement).flatMap(WriteChanges::write).toList();
    }

    private static Stream<Change> write(ParseTree node) {
        if (node instanceof InsertContext insert) {
            return Stream.of(
                    change(Kind.WRITE, Names.table(insert.insertTarget().qualifiedName())));
        }
        if (node instanceof UpdateContext update) {
            return Stream.of(change(
                    Kind.WRITE,
                    Names.table(update.relationExprOptAlias().relationExpr().qualifiedName())));
        }
        if (node instanceof DeleteContext delete) {
            return Stream.of(change(
                    Kind.DELETE,
                    Names.table(delete.relationExprOptAlias().relationExpr().qualifiedName())));
        }
        return Stream.empty();
    }

    private static Change change(Kind kind, TableName table) {
        return new Change(kind, Optional.of(table), Optional.empty(), Set.of());
    }
}
