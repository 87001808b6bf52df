// SPDX-License-Identifier: Apache-2.0
/**
 * What SQL statements do to a schema, and which of it belongs into which phase.
 *
 * <p>{@code plans} parses; here only the parsed is judged.
 */
@NullMarked
package dev.interlock.domain.ddl;

import org.jspecify.annotations.NullMarked;
