// SPDX-License-Identifier: Apache-2.0
/** The one runnable jar: the command line with every process registered; the only module that sees all. */
@NullMarked
package dev.interlock.dist;

import org.jspecify.annotations.NullMarked;
