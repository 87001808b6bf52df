// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import java.util.Optional;

/**
 * What came of asking about one expression.
 *
 * @param sound whether nothing is wrong with it
 * @param type of its value; empty when it means nothing to PostgreSQL
 */
record Probed(boolean sound, Optional<String> type) {

    static final Probed UNREADABLE = new Probed(false, Optional.empty());
}
