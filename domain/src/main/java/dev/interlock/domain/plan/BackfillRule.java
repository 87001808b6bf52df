// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import dev.interlock.domain.backfill.ThrottlePolicy;
import java.util.List;

/**
 * One table to fill.
 *
 * @param table {@code schema.table}, or {@code table} in {@code public}
 * @param accept triggers of the team that may fire for each row that is filled
 */
public record BackfillRule(String table, ThrottlePolicy throttle, List<String> accept) {

    public BackfillRule {
        accept = List.copyOf(accept);
    }

    /** Never standing still, and nothing accepted. */
    public static BackfillRule of(String table) {
        return new BackfillRule(table, ThrottlePolicy.NONE, List.of());
    }
}
