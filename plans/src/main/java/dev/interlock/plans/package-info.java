// SPDX-License-Identifier: Apache-2.0
/** Bytes in, values out: reads a plan's folder and says everything that is wrong with it at once. */
@NullMarked
package dev.interlock.plans;

import org.jspecify.annotations.NullMarked;
