// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.domain.sync.SyncSql;

/** What is asked of every row {@code t} with its agreement in {@code t.interlock_way}. */
enum Question {

    /** Sides that represent each other in neither direction; and of the others, what one side alone holds. */
    PARITY {
        @Override
        String condition(SyncSql sync) {
            return "t.interlock_way IS NULL";
        }

        @Override
        String oldLossy(SyncSql sync) {
            return "CASE WHEN t.interlock_way = 'forward' THEN " + sync.goingBack("t") + " IS NOT NULL END";
        }
    },

    /** A revert loses what the new side holds beyond {@code forward(old)}; where it holds nothing, nothing. */
    HELD_BY_NEW_SIDE_ONLY {
        @Override
        String condition(SyncSql sync) {
            return "t.interlock_way IS DISTINCT FROM 'forward' AND NOT (%s)".formatted(sync.newSideIsEmpty("t"));
        }

        @Override
        String oldLossy(SyncSql sync) {
            return "false";
        }
    };

    abstract String condition(SyncSql sync);

    abstract String oldLossy(SyncSql sync);
}
