// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

/**
 * The rows that the last pass left out of parity, since trying again would change nothing.
 *
 * @param rows that forward raises on, or that are skipped whenever they are written
 * @param why they are skipped, to be put behind their names; empty where none are
 */
record Unfilled(long rows, String why) {}
