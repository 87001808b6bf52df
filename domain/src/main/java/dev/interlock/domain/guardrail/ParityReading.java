// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.Optional;

/**
 * What one look saw of the synced rows.
 *
 * @param rows looked at
 * @param recent of these, written since the last look
 * @param found those out of parity
 * @param kept by the ledger until now
 * @param atExact what it had kept when parity was last exact; a row that was repaired since is out of parity no more
 * @param unread why the rows could not be looked at
 * @param next where to go on
 */
public record ParityReading(
        long rows,
        long recent,
        OutOfParityRows found,
        KeptRows kept,
        KeptRows atExact,
        Optional<String> unread,
        SweepCursor next) {}
