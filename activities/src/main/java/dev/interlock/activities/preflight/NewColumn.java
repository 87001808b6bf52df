// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.domain.sync.ColumnFact;
import java.util.ArrayList;
import java.util.List;

/** What a column of the new side may not be while sync is on: the old path's INSERT gives it no value. */
final class NewColumn {

    private NewColumn() {}

    /** Each with what to write instead; empty when sync can live with it. */
    static List<String> problems(ColumnFact column) {
        String name = "new column " + column.name();
        if (column.generated().isPresent()) {
            return List.of(name + " is generated, so sync could not write it: make it a plain column, and give its"
                    + " expression as forward");
        }
        if (column.numbered()) {
            return List.of(
                    name + " takes its numbers from a sequence or an identity: the old path's INSERT would look like"
                            + " the new path's; make it a plain column that may be null, and number it in contract.sql");
        }
        List<String> problems = new ArrayList<>();
        if (column.movingDefault() || column.constantDefault().isPresent()) {
            problems.add(name + " has a default: the old path's INSERT would look like the new path's; set it in"
                    + " contract.sql");
        }
        if (!column.nullable()) {
            problems.add(name + " is NOT NULL: the old path's INSERT could fail; set it in contract.sql");
        }
        return problems;
    }
}
