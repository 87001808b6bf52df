// SPDX-License-Identifier: Apache-2.0
/** What the demo plays: one script per scenario, told in at most forty lines, judged by its end and by its writes. */
@NullMarked
package dev.interlock.demo.scenario;

import org.jspecify.annotations.NullMarked;
