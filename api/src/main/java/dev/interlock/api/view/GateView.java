// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import dev.interlock.api.ledger.ClaimRow;
import dev.interlock.api.ledger.MigrationRow;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a deploy pipeline.
 *
 * @param open whether it may go on
 * @param why one sentence, either way
 */
public record GateView(String database, String subject, boolean open, String why) {

    public static GateView of(String database, MigrationRow row, Reached wanted) {
        String stands = row.id() + " is " + (row.ended() ? row.endedAs() : row.phase());
        Optional<String> lacking = wanted.lacking(row);
        return new GateView(
                database,
                row.id(),
                lacking.isEmpty(),
                stands + ": " + lacking.orElse("the schema is " + wanted.text()));
    }

    /** A run that no worker has taken yet has touched nothing. */
    public static GateView unregistered(String database, String id) {
        return new GateView(database, id, false, id + " is QUEUED: no worker has taken it yet");
    }

    /** @param claims on {@code table} */
    public static GateView of(String database, String table, List<ClaimRow> claims) {
        return new GateView(
                database,
                table,
                claims.isEmpty(),
                claims.isEmpty()
                        ? "nobody has claimed " + table
                        : table + " is claimed by " + claims.get(0).holder());
    }
}
