// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.port;

/**
 * The backfill's rate, as a person has ordered it.
 *
 * @param rate rows a second, or {@code max}
 * @param actor who
 * @param reason why; empty when none was given
 * @param sequence of the note that tells of it: within a run the highest one counts, in whatever order they arrive
 */
public record RateOrder(String rate, String actor, String reason, long sequence) {}
