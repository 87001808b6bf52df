// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import java.util.List;
import java.util.Optional;

/**
 * What came of asking about one expression.
 *
 * @param sound whether nothing is wrong with it
 * @param type of its value; empty when it means nothing to PostgreSQL
 * @param called the functions that it and what it reads call, by oid, also behind operators and casts
 */
record Probed(boolean sound, Optional<String> type, List<Long> called) {

    static final Probed UNREADABLE = new Probed(false, Optional.empty(), List.of());

    Probed {
        called = List.copyOf(called);
    }
}
