// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.domain.plan.SyncRule;
import java.util.List;

/**
 * One change of one table, and what both paths write while it is under way.
 *
 * @param before the table as it is, with rows in it, and whatever stands around it
 * @param expand one script
 * @param writes of both paths, after the backfill
 * @param select both sides of every row
 * @param expected what it gives in the end
 * @param contract one script, once sync is gone
 */
record Shape(
        String name,
        List<String> before,
        String expand,
        SyncRule rule,
        List<String> writes,
        String select,
        List<String> expected,
        String contract) {

    @Override
    public String toString() {
        return name;
    }
}
