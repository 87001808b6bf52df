// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

/**
 * Calls by the SQLSTATE that they threw. Cumulative; each call counts, whoever's it is.
 *
 * @param undefined 42703 or 42P01: no such column, no such table
 * @param violations class 23: a constraint would have been broken
 */
public record StateCounts(long undefined, long violations) {}
