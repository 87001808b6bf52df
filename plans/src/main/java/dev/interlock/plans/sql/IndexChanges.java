// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.Change.Kind;
import dev.interlock.domain.ddl.Change.Option;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.CreateIndexContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.QualifiedNameContext;

/** CREATE INDEX, DROP INDEX and REINDEX. */
final class IndexChanges {

    private IndexChanges() {}

    static List<Change> of(String rule, ParserRuleContext statement) {
        Set<Option> options = Trees.options(statement);
        if (statement instanceof CreateIndexContext created) {
            return List.of(new Change(
                    Kind.CREATE_INDEX,
                    Optional.of(Names.table(created.tableName())),
                    Optional.ofNullable(created.indexName()).map(Names::fold),
                    options));
        }
        Kind kind = rule.equals("dropIndex") ? Kind.DROP_INDEX : Kind.REINDEX;
        List<Change> changes = Trees.all(statement, QualifiedNameContext.class)
                .map(name -> change(kind, Optional.of(Names.table(name).toString()), options))
                .toList();
        return changes.isEmpty() ? List.of(change(kind, Optional.empty(), options)) : changes;
    }

    private static Change change(Kind kind, Optional<String> index, Set<Option> options) {
        return new Change(kind, Optional.empty(), index, options);
    }
}
