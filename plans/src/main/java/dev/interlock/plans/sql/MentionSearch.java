// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Mention;
import dev.interlock.domain.ddl.TableParts;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AExprContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.CExprContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.ColumnrefContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.CopyWithTableOrQueryContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.DeleteContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.IndexElemContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.InsertColumnItemContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.InsertContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.InsertRestContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.JoinQualContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.NameContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.NaturalJoinTypeContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.OptConfExprContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.SelectClauseNContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.SelectNoParensContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.SetTargetContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.SimpleSelectContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.SortClauseContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.TableNameContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.TableReferenceContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.TargetElContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.TruncateTableContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.UpdateContext;
import org.jspecify.annotations.Nullable;

/**
 * Walks one parse tree with the scopes of its queries. Where the text does not tell what a name means, it errs towards the mention.
 */
final class MentionSearch {

    private final TableParts sought;
    private Mention found = Mention.NONE;

    MentionSearch(TableParts sought) {
        this.sought = sought;
    }

    Mention in(ParseTree statement) {
        read(statement, QueryScope.NONE);
        return found;
    }

    private void read(ParseTree node, QueryScope scope) {
        if (found == Mention.NAMED) {
            return;
        }
        if (!query(node, scope) && !name(node, scope)) {
            children(node, scope);
        }
    }

    /** Whether it was one, and is read. */
    private boolean query(ParseTree node, QueryScope scope) {
        if (node instanceof SelectNoParensContext select) {
            select(select, scope);
        } else if (node instanceof SimpleSelectContext simple) {
            simple(simple, scope, true);
        } else if (node instanceof InsertContext insert) {
            insert(insert, scope);
        } else if (node instanceof UpdateContext update) {
            Ranges ranges = new Ranges(sought);
            ranges.written(update.relationExprOptAlias());
            changes(update, ranges, update.fromClause(), scope);
        } else if (node instanceof DeleteContext delete) {
            Ranges ranges = new Ranges(sought);
            ranges.written(delete.relationExprOptAlias());
            changes(delete, ranges, delete.usingClause(), scope);
        } else if (node instanceof CopyWithTableOrQueryContext copy) {
            copy(copy, scope);
        } else if (node instanceof TruncateTableContext truncate) {
            truncate(truncate);
        } else if (node instanceof CExprContext expression && expression.EXISTS() != null) {
            exists(expression, scope);
        } else if (node instanceof TableReferenceContext reference && reference.selectWithParens() != null) {
            // Only LATERAL sees what stands beside it.
            boolean lateral = reference.LATERAL() != null;
            children(reference, lateral ? scope : scope.around().orElse(QueryScope.NONE));
        } else {
            return false;
        }
        return true;
    }

    /** Whether it was one that can mean what is sought, and is read. */
    private boolean name(ParseTree node, QueryScope scope) {
        if (node instanceof ColumnrefContext reference) {
            found = found.or(ColumnNames.of(reference, sought, scope));
            children(reference, scope);
        } else if (node instanceof TargetElContext target) {
            star(target, scope);
            children(target, scope);
        } else if (node instanceof InsertColumnItemContext item) {
            column(item.colId(), scope.writesTable());
        } else if (node instanceof SetTargetContext target) {
            column(target.colId(), scope.writesTable());
        } else if (node instanceof IndexElemContext element && element.colId() != null) {
            column(element.colId(), scope.writesTable());
        } else if (node instanceof JoinQualContext join && join.nameList() != null) {
            Trees.all(join.nameList(), NameContext.class).forEach(name -> column(name, scope.ownsTable()));
        } else if (node instanceof NaturalJoinTypeContext) {
            possible(scope.ownsTable());
        } else if (node instanceof OptConfExprContext arbiter && arbiter.name() != null) {
            named(scope.writesTable() && sought.constraints().contains(Names.fold(arbiter.name())));
        } else {
            return false;
        }
        return true;
    }

    private void children(ParseTree node, QueryScope scope) {
        for (int i = 0; i < node.getChildCount(); i++) {
            read(node.getChild(i), scope);
        }
    }

    private void select(SelectNoParensContext select, QueryScope scope) {
        Optional<SimpleSelectContext> only = only(select.selectClauseN());
        for (int i = 0; i < select.getChildCount(); i++) {
            ParseTree part = select.getChild(i);
            if (!(part instanceof SortClauseContext)) {
                read(part, scope);
            } else if (only.isPresent()) {
                // Of a UNION only the names of its results can stand here.
                sort(part, within(only.get(), scope), results(only.get()));
            }
        }
    }

    /** The one SELECT that is not part of a UNION, INTERSECT or EXCEPT. */
    private static Optional<SimpleSelectContext> only(SelectClauseNContext clause) {
        return clause.getChildCount() == 1 ? Optional.ofNullable(clause.simpleSelect()) : Optional.empty();
    }

    private void simple(SimpleSelectContext simple, QueryScope around, boolean starCounts) {
        if (simple.TABLE() != null) {
            boolean table = new Ranges(sought).isTable(simple.relationExpr().qualifiedName());
            named(table && sought.wholeTable());
            possible(table);
            return;
        }
        QueryScope scope = within(simple, around);
        for (int i = 0; i < simple.getChildCount(); i++) {
            boolean targets = simple.getChild(i) == simple.targetList();
            if (starCounts || !targets) {
                read(simple.getChild(i), scope);
            }
        }
    }

    private QueryScope within(SimpleSelectContext simple, QueryScope around) {
        Ranges ranges = new Ranges(sought);
        ranges.from(simple.fromClause());
        return within(ranges, around);
    }

    private QueryScope within(Ranges ranges, QueryScope around) {
        QueryScope scope = around.within(ranges.found());
        named(scope.ownsTable() && sought.wholeTable());
        possible(ranges.renamesColumns());
        return scope;
    }

    private static Set<String> results(SimpleSelectContext simple) {
        return simple.targetList() == null
                ? Set.of()
                : Trees.all(simple.targetList(), TargetElContext.class)
                        .filter(target -> target.identifier() != null)
                        .map(target -> Names.fold(target.identifier()))
                        .collect(Collectors.toSet());
    }

    /** A result's name by itself means the result, and not a column of the same name. */
    private void sort(ParseTree node, QueryScope scope, Set<String> results) {
        if (node instanceof AExprContext expression) {
            if (!results.contains(Names.fold(expression))) {
                read(expression, scope);
            }
            return;
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            sort(node.getChild(i), scope, results);
        }
    }

    /** Whether there is a row does not depend on what is selected of it. */
    private void exists(CExprContext expression, QueryScope scope) {
        Optional<SimpleSelectContext> simple = Trees.first(expression, SelectNoParensContext.class)
                .filter(select -> select.withClause() == null)
                .flatMap(select -> only(select.selectClauseN()))
                .filter(select -> select.TABLE() == null && select.valuesClause() == null);
        if (simple.isEmpty()) {
            children(expression, scope);
            return;
        }
        simple(simple.get(), scope, !isStar(simple.get()));
    }

    private static boolean isStar(SimpleSelectContext simple) {
        return simple.targetList() != null && simple.targetList().getText().equals("*");
    }

    private void insert(InsertContext insert, QueryScope around) {
        Ranges ranges = new Ranges(sought);
        ranges.written(
                insert.insertTarget().qualifiedName(),
                Optional.ofNullable(insert.insertTarget().colId()).map(Names::fold));
        QueryScope scope = within(ranges, around);
        InsertRestContext rest = insert.insertRest();
        possible(scope.ownsTable() && rest.insertColumnList() == null && rest.DEFAULT() == null);
        for (int i = 0; i < insert.getChildCount(); i++) {
            if (insert.getChild(i) != rest) {
                read(insert.getChild(i), insert.getChild(i) == insert.withClause() ? around : scope);
            }
        }
        for (int i = 0; i < rest.getChildCount(); i++) {
            read(rest.getChild(i), rest.getChild(i) == rest.select() ? around : scope);
        }
    }

    private void changes(ParserRuleContext statement, Ranges ranges, @Nullable ParseTree others, QueryScope around) {
        ranges.from(others);
        children(statement, within(ranges, around));
    }

    private void copy(CopyWithTableOrQueryContext copy, QueryScope scope) {
        if (copy.qualifiedName() == null) {
            children(copy, scope);
            return;
        }
        boolean table = new Ranges(sought).isTable(copy.qualifiedName());
        named(table && sought.wholeTable());
        if (copy.columnNames() == null) {
            possible(table);
            return;
        }
        copy.columnNames()
                .columnName()
                .forEach(name -> named(table && sought.columns().contains(Names.fold(name))));
    }

    private void truncate(TruncateTableContext truncate) {
        named(sought.wholeTable()
                && Trees.all(truncate, TableNameContext.class)
                        .anyMatch(written -> sought.isTable(
                                written.owner() == null ? "" : Names.fold(written.owner()),
                                Names.fold(written.name()))));
    }

    private void star(TargetElContext target, QueryScope scope) {
        if (target.DOT_ASTERISK_() != null) {
            possible(scope.isTable(Names.fold(target.colId())));
        } else if (target.ASTERISK_() != null) {
            possible(scope.ownsTable());
        }
    }

    private void column(ParseTree written, boolean ofTable) {
        named(ofTable && sought.columns().contains(Names.fold(written)));
    }

    private void named(boolean is) {
        found = is ? Mention.NAMED : found;
    }

    private void possible(boolean is) {
        found = is ? found.or(Mention.POSSIBLE) : found;
    }
}
