// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.time.Instant;

/**
 * A place in the queue for a claim.
 *
 * @param ahead how many came earlier and want one of the same tables
 * @param asking whether it still asks; one that stands still is passed
 */
public record QueueRow(Instant since, long ahead, boolean asking, String waitsFor) {}
