// SPDX-License-Identifier: Apache-2.0
/** Placeholder. */
@NullMarked
package dev.interlock.activities;

import org.jspecify.annotations.NullMarked;
