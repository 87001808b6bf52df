// SPDX-License-Identifier: Apache-2.0
/** What was seen, and what follows from it: medians, ratios, bars, as JSON and as a page. Pure. */
@NullMarked
package dev.interlock.bench.figure;

import org.jspecify.annotations.NullMarked;
