// SPDX-License-Identifier: Apache-2.0
/** Everything that the demo needs around the shop, started and put away again: PostgreSQL, Temporal, worker, API. */
@NullMarked
package dev.interlock.demo.stack;

import org.jspecify.annotations.NullMarked;
