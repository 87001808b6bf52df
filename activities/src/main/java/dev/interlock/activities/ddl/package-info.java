// SPDX-License-Identifier: Apache-2.0
/**
 * Scripts applied exactly once, whatever crashes: through Flyway, fenced, within lock time limits, stoppable.
 */
@NullMarked
package dev.interlock.activities.ddl;

import org.jspecify.annotations.NullMarked;
