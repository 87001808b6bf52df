// SPDX-License-Identifier: Apache-2.0
/**
 * The flag that moves users: up by compare-and-set, down unconditionally, pinned once the old path is gone.
 */
@NullMarked
package dev.interlock.activities.flag;

import org.jspecify.annotations.NullMarked;
