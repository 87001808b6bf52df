// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The tables that scripts change: what a migration claims when its plan names none. */
public final class TouchedTables {

    private TouchedTables() {}

    /** In order; tables that end with the session are nobody else's. */
    public static NavigableSet<TableName> of(Collection<ParsedScript> scripts) {
        NavigableSet<TableName> tables = new TreeSet<>();
        for (ParsedScript script : scripts) {
            for (ParsedStatement statement : script.statements()) {
                statement.changes().stream()
                        .filter(change -> !change.has(Change.Option.TEMPORARY))
                        .flatMap(change -> change.table().stream())
                        .forEach(tables::add);
            }
        }
        return tables;
    }
}
