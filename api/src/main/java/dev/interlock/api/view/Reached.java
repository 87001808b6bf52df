// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import dev.interlock.api.ledger.MigrationRow;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What code that is about to be deployed may need of the schema. */
public enum Reached {

    /** Both shapes are there and sync keeps them equal: for code that has both paths behind the flag. */
    EXPANDED {
        @Override
        Optional<String> lacking(MigrationRow row) {
            return row.expanded() ? beingUndone(row) : Optional.of("the expand has not been applied");
        }
    },

    /** As {@link #EXPANDED}, and every row has its new side. */
    BACKFILLED {
        @Override
        Optional<String> lacking(MigrationRow row) {
            boolean beyond = row.expanded() && BEYOND.contains(row.phase());
            return row.backfilled() || beyond
                    ? EXPANDED.lacking(row)
                    : Optional.of("rows without a new side are left to be filled");
        }
    },

    /** The old shape is gone: for code that has forgotten it. */
    COMPLETED {
        @Override
        Optional<String> lacking(MigrationRow row) {
            return "COMPLETED".equals(row.endedAs()) ? Optional.empty() : Optional.of("the contract has not completed");
        }
    };

    /** Reached only with nothing left to fill, also by a plan that fills nothing. */
    private static final Set<String> BEYOND =
            Set.of("RAMPING", "SOAKING", "HIDING", "DROPPING", "DROPPED", "COMPLETED");

    /** Why the schema is not that far; empty when it is. */
    abstract Optional<String> lacking(MigrationRow row);

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> beingUndone(MigrationRow row) {
        return row.phase().equals("REVERTING") ? Optional.of("the expand is being undone") : Optional.empty();
    }
}
