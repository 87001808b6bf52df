// SPDX-License-Identifier: Apache-2.0
/**
 * How fast a backfill may go: readings of the server in, go on or wait out; rows written in, a pause out. A reading that
 * cannot be had is a reason to wait, never to go on.
 */
@NullMarked
package dev.interlock.domain.backfill;

import org.jspecify.annotations.NullMarked;
