// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.time.Instant;

/**
 * The rate that a person has ordered for the backfill.
 *
 * @param rate rows a second, or max
 */
public record RateRow(String rate, String actor, String reason, Instant at) {}
