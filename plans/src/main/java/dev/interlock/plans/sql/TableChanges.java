// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.Change.Kind;
import dev.interlock.domain.ddl.Change.Option;
import dev.interlock.domain.ddl.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.CreateTableContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.TableNameContext;

/** CREATE TABLE, DROP TABLE and TRUNCATE. */
final class TableChanges {

    private TableChanges() {}

    static List<Change> of(String rule, ParserRuleContext statement) {
        Set<Option> options = Trees.options(statement);
        if (statement instanceof CreateTableContext created) {
            return List.of(change(Kind.CREATE_TABLE, Names.table(created.tableName()), options));
        }
        Kind kind = rule.equals("dropTable") ? Kind.DROP_TABLE : Kind.TRUNCATE;
        return Trees.all(statement, TableNameContext.class)
                .map(name -> change(kind, Names.table(name), options))
                .toList();
    }

    private static Change change(Kind kind, TableName table, Set<Option> options) {
        return new Change(kind, Optional.of(table), Optional.empty(), options);
    }
}
