// SPDX-License-Identifier: Apache-2.0
/** One file for each measurement: what is run, in turn, against what, and the bar. */
@NullMarked
package dev.interlock.bench.measure;

import org.jspecify.annotations.NullMarked;
