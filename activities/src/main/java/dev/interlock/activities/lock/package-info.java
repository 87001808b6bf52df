// SPDX-License-Identifier: Apache-2.0
/**
 * Table locks of our own work: taken first and in one order, watched by a session beside it, and whoever stands in their
 * way named in heartbeat, ledger and audit.
 */
@NullMarked
package dev.interlock.activities.lock;

import org.jspecify.annotations.NullMarked;
