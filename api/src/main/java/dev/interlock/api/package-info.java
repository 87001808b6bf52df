// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP process: starts, shows and commands migrations.
 *
 * <p>It holds one database role that can read the ledger and kill a flag, and nothing else: no DDL, no flag upwards. It
 * never sees {@code dev.interlock.activities}.
 */
@NullMarked
package dev.interlock.api;

import org.jspecify.annotations.NullMarked;
