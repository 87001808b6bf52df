// SPDX-License-Identifier: Apache-2.0
/**
 * The durable shell: performs what {@link dev.interlock.domain.lifecycle.MigrationMachine} says, waits, and listens to people.
 *
 * <p>It decides nothing about phases. Nothing here may read a clock, a random source, a thread or a file.
 */
@NullMarked
package dev.interlock.workflows;

import org.jspecify.annotations.NullMarked;
