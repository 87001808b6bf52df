// SPDX-License-Identifier: Apache-2.0
/** Hears {@code interlock.kill} in a database and tells the workflow at once. */
@NullMarked
package dev.interlock.worker.kill;

import org.jspecify.annotations.NullMarked;
