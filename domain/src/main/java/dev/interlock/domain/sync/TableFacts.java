// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.ddl.TableName;
import java.util.List;
import java.util.Optional;

/** What the catalogue says of one table. */
public record TableFacts(TableName table, List<ColumnFact> columns) {

    public TableFacts {
        columns = List.copyOf(columns);
    }

    public Optional<ColumnFact> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
