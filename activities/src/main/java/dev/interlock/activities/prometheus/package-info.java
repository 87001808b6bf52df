// SPDX-License-Identifier: Apache-2.0
/**
 * Prometheus, asked by instant queries over its HTTP interface. Takes no lock.
 *
 * <p>Deliberately not supported: range queries, several servers for one worker.
 */
@NullMarked
package dev.interlock.activities.prometheus;

import org.jspecify.annotations.NullMarked;
