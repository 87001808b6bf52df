// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import dev.interlock.api.ledger.QueueRow;
import java.time.Instant;

/**
 * How a migration waits for its tables.
 *
 * @param ahead how many came earlier and want one of the same tables
 * @param asking false while it stands still: it keeps its place, and others pass
 */
public record QueueView(Instant since, long ahead, boolean asking, String waitsFor) {

    public static QueueView of(QueueRow row) {
        return new QueueView(row.since(), row.ahead(), row.asking(), row.waitsFor());
    }
}
