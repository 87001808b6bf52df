// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Identifier;
import dev.interlock.domain.ddl.TableParts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AliasClauseContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AttrNameContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.FuncAliasClauseContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.FunctionTableContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.QualifiedNameContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.RelationExprOptAliasContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.SelectWithParensContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.TableReferenceContext;
import org.jspecify.annotations.Nullable;

/** What a query reads from and writes to, by the names that it gives to it. */
final class Ranges {

    private final TableParts sought;
    private final Map<String, Boolean> found = new HashMap<>();
    private boolean renamed;

    Ranges(TableParts sought) {
        this.sought = sought;
    }

    Map<String, Boolean> found() {
        return found;
    }

    /** Whether an alias of the table gives its columns other names, by their places. */
    boolean renamesColumns() {
        return renamed;
    }

    /** Those of a FROM or USING, without those of the queries in it. */
    void from(@Nullable ParseTree list) {
        if (list == null || list instanceof SelectWithParensContext || list instanceof FunctionTableContext) {
            return;
        }
        if (list instanceof TableReferenceContext reference) {
            reference(reference, Optional.ofNullable(reference.aliasClause()));
            return;
        }
        for (int i = 0; i < list.getChildCount(); i++) {
            from(list.getChild(i));
        }
    }

    /** The table of an UPDATE or DELETE. */
    void written(RelationExprOptAliasContext target) {
        written(
                target.relationExpr().qualifiedName(),
                Optional.ofNullable(target.colId()).map(Names::fold));
    }

    /** What is written, and the other names of its row. */
    void written(QualifiedNameContext target, Optional<String> alias) {
        add(target, alias);
        for (String name : List.of(QueryScope.WRITTEN, "excluded", "old", "new")) {
            found.putIfAbsent(name, isTable(target));
        }
    }

    private void add(QualifiedNameContext written, Optional<String> alias) {
        List<String> parts = parts(written);
        found.merge(alias.orElse(parts.get(parts.size() - 1)), isTable(written), Boolean::logicalOr);
    }

    boolean isTable(QualifiedNameContext written) {
        List<String> parts = parts(written);
        String schema = parts.size() == 1 ? "" : parts.get(parts.size() - 2);
        return sought.isTable(schema, parts.get(parts.size() - 1));
    }

    private void reference(TableReferenceContext reference, Optional<AliasClauseContext> alias) {
        if (reference.relationExpr() != null) {
            relation(reference.relationExpr().qualifiedName(), alias);
            return;
        }
        if (reference.selectWithParens() != null || reference.functionTable() != null) {
            alias.map(clause -> Names.fold(clause.colId())).ifPresent(name -> found.putIfAbsent(name, false));
            function(reference.funcAliasClause()).ifPresent(name -> found.putIfAbsent(name, false));
            return;
        }
        boolean join = reference.joinedTable() != null;
        for (int i = 0; i < reference.getChildCount(); i++) {
            if (reference.getChild(i) instanceof TableReferenceContext inner && !join) {
                reference(inner, alias.or(() -> Optional.ofNullable(inner.aliasClause())));
            } else {
                from(reference.getChild(i));
            }
        }
    }

    private void relation(QualifiedNameContext written, Optional<AliasClauseContext> alias) {
        renamed |= isTable(written)
                && alias.filter(clause -> clause.nameList() != null).isPresent();
        add(written, alias.map(clause -> Names.fold(clause.colId())));
    }

    private static Optional<String> function(@Nullable FuncAliasClauseContext clause) {
        return Optional.ofNullable(clause)
                .flatMap(written -> Optional.ofNullable(written.colId())
                        .or(() -> Optional.ofNullable(written.aliasClause()).map(AliasClauseContext::colId)))
                .map(Names::fold);
    }

    private static List<String> parts(QualifiedNameContext written) {
        List<String> parts =
                new ArrayList<>(List.of(Identifier.fold(written.colId().getText())));
        if (written.indirection() != null) {
            Trees.all(written.indirection(), AttrNameContext.class)
                    .map(Names::fold)
                    .forEach(parts::add);
        }
        return parts;
    }
}
