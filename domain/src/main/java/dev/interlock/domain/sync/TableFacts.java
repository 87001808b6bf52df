// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.ddl.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What the catalogue says of one table.
 *
 * @param rowsMove whether an UPDATE may move a row to another table: this one is partitioned, or a partition
 */
public record TableFacts(TableName table, List<ColumnFact> columns, boolean rowsMove) {

    public TableFacts {
        columns = List.copyOf(columns);
    }

    /** Of a table that is neither partitioned nor a partition. */
    public TableFacts(TableName table, List<ColumnFact> columns) {
        this(table, columns, false);
    }

    public Optional<ColumnFact> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
