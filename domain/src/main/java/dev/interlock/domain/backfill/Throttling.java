// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import java.util.List;

/** Whether the next batch may be written now. */
public sealed interface Throttling {

    /** No limit is reached. */
    record GoOn() implements Throttling {}

    /** At least one limit is reached, or cannot be told: one sentence each. */
    record Wait(List<String> reasons) implements Throttling {
        public Wait {
            reasons = List.copyOf(reasons);
        }

        public String sentence() {
            return String.join("; ", reasons);
        }
    }
}
