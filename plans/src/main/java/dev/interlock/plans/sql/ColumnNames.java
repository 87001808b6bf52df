// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Mention;
import dev.interlock.domain.ddl.TableParts;
import java.util.ArrayList;
import java.util.List;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.AttrNameContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.ColumnrefContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.IndirectionContext;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.IndirectionElContext;

/** What a name with dots can mean: {@code column}, {@code table.column}, {@code schema.table.column}, or a table's whole row. */
final class ColumnNames {

    private ColumnNames() {}

    static Mention of(ColumnrefContext reference, TableParts sought, QueryScope scope) {
        List<String> parts = new ArrayList<>(List.of(Names.fold(reference.colId())));
        boolean star = false;
        for (IndirectionContext rest = reference.indirection(); rest != null; rest = rest.indirection()) {
            IndirectionElContext element = rest.indirectionEl();
            AttrNameContext name = element.attrName();
            star |= element.ASTERISK_() != null;
            // A part of a part is written after what it is a part of, and the grammar nests them the other way round.
            parts.add(1, name == null ? "" : Names.fold(name));
        }
        parts.removeIf(String::isEmpty);
        return star ? star(parts, sought, scope) : named(parts, sought, scope);
    }

    private static Mention star(List<String> parts, TableParts sought, QueryScope scope) {
        String last = parts.get(parts.size() - 1);
        boolean table = parts.size() == 1 ? scope.isTable(last) : sought.isTable(parts.get(parts.size() - 2), last);
        return table ? Mention.POSSIBLE : Mention.NONE;
    }

    private static Mention named(List<String> parts, TableParts sought, QueryScope scope) {
        String first = parts.get(0);
        if (parts.size() == 1) {
            boolean column = sought.columns().contains(first);
            return column ? scope.ofBareColumn() : scope.isTable(first) ? Mention.POSSIBLE : Mention.NONE;
        }
        boolean ofRange = scope.isTable(first) && sought.columns().contains(parts.get(1));
        boolean ofTable = parts.size() > 2
                && sought.isTable(first, parts.get(1))
                && sought.columns().contains(parts.get(2));
        return ofRange || ofTable ? Mention.NAMED : Mention.NONE;
    }
}
