// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Identifier;
import dev.interlock.domain.ddl.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AttrNameContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.QualifiedNameContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.TableNameContext;

/** Names as the grammar writes them, folded. A name without a schema is taken to be in {@code public}. */
final class Names {

    private Names() {}

    static TableName table(TableNameContext written) {
        String name = fold(written.name());
        return written.owner() == null
                ? new TableName(TableName.DEFAULT_SCHEMA, name)
                : new TableName(fold(written.owner()), name);
    }

    /** {@code name}, {@code schema.name} or {@code database.schema.name}. */
    static TableName table(QualifiedNameContext written) {
        List<String> parts = Stream.concat(
                        Stream.of(fold(written.colId())),
                        written.indirection() == null
                                ? Stream.empty()
                                : Trees.all(written.indirection(), AttrNameContext.class)
                                        .map(Names::fold))
                .toList();
        String name = parts.get(parts.size() - 1);
        return parts.size() == 1
                ? new TableName(TableName.DEFAULT_SCHEMA, name)
                : new TableName(parts.get(parts.size() - 2), name);
    }

    /** The qualified name right after ON, as in CREATE TRIGGER and CREATE POLICY. */
    static Optional<TableName> afterOn(ParseTree statement) {
        for (int i = 1; i < statement.getChildCount(); i++) {
            boolean on = statement.getChild(i - 1).getText().equalsIgnoreCase("on");
            if (on && statement.getChild(i) instanceof QualifiedNameContext name) {
                return Optional.of(table(name));
            }
        }
        return Optional.empty();
    }

    static String fold(ParseTree name) {
        return Identifier.fold(name.getText());
    }
}
