// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.util.List;

/** Tables as the ledger writes them: {@code schema.table}. */
public final class TableNames {

    private TableNames() {}

    public static String qualified(String table) {
        return table.contains(".") ? table : "public." + table;
    }

    /** Sorted, each once: the order in which claims are taken. */
    public static List<String> qualified(List<String> tables) {
        return tables.stream().map(TableNames::qualified).distinct().sorted().toList();
    }
}
