// SPDX-License-Identifier: Apache-2.0
/**
 * What happens next: a pure transition function from (state, event, now) to (state, effects).
 *
 * <p>Nothing here reads a clock, performs an effect or knows of Temporal. The workflow performs what
 * {@link dev.interlock.domain.lifecycle.MigrationMachine} says and feeds back what came of it.
 */
@NullMarked
package dev.interlock.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
