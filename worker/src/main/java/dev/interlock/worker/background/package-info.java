// SPDX-License-Identifier: Apache-2.0
/** What runs in the worker's process beside its tasks, from start to stop. */
@NullMarked
package dev.interlock.worker.background;

import org.jspecify.annotations.NullMarked;
