// SPDX-License-Identifier: Apache-2.0
/** The questions asked before the first task is taken: one clear line for each thing that is not as it must be. */
@NullMarked
package dev.interlock.worker.boot;

import org.jspecify.annotations.NullMarked;
