// SPDX-License-Identifier: Apache-2.0
/** One class per verb: reads its arguments, asks, shows the answer, and gives the exit code. */
@NullMarked
package dev.interlock.cli.verb;

import org.jspecify.annotations.NullMarked;
