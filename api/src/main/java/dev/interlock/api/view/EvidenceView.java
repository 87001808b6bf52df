// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.interlock.api.ledger.EvidenceRow;
import java.time.Instant;
import java.util.List;

/** What the gates of one run looked at and found, oldest first. */
public record EvidenceView(String database, String id, long number, List<Item> evidence) {

    public EvidenceView {
        evidence = List.copyOf(evidence);
    }

    public static EvidenceView of(String database, String id, long number, List<EvidenceRow> rows) {
        return new EvidenceView(
                database, id, number, rows.stream().map(Item::of).toList());
    }

    /** @param facts check → {@code {"holds": …, "found": …}}, as the ledger has it */
    public record Item(
            String gate,
            Instant at,
            boolean open,
            @JsonRawValue String facts) {

        static Item of(EvidenceRow row) {
            return new Item(row.gate(), row.at(), row.open(), row.facts());
        }
    }
}
