// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import java.time.Instant;

/**
 * What a heartbeat carries, for people: a successor takes its state from the looks in the ledger instead.
 *
 * @param looks taken by this attempt
 * @param at when the last was taken, by the worker's clock
 * @param sentence what it saw
 */
public record WatchProgress(int looks, Instant at, String sentence) {}
