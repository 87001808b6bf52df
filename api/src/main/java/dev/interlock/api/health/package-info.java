// SPDX-License-Identifier: Apache-2.0
/** Separately named checks, so that one sees which part is down. */
@NullMarked
package dev.interlock.api.health;

import org.jspecify.annotations.NullMarked;
