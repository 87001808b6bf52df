// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.preflight.PreflightCheck;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import java.sql.SQLException;
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

    /** From preflight to contract in a database where none of it is there yet. */
    void walk(SyncLab lab) throws SQLException {
        lab.run("DROP TABLE IF EXISTS items, parts CASCADE");
        before.forEach(lab::run);
        assertThat(new PreflightCheck(lab.connections()).check(lab.plan(expand, rule)))
                .isInstanceOf(Outcome.Done.class);

        lab.run(expand);
        Synced synced = Synced.on(lab, rule).filled();
        synced.assertNothingLost();
        writes.forEach(lab::run);

        assertThat(lab.rows(select)).isEqualTo(expected);
        synced.assertNothingLost();
        synced.off();
        lab.run(contract);
    }

    @Override
    public String toString() {
        return name;
    }
}
