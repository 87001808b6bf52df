// SPDX-License-Identifier: Apache-2.0
/** What the command line needs of whoever can ask for past metrics; it sees no such module itself. */
@NullMarked
package dev.interlock.cli.replay;

import org.jspecify.annotations.NullMarked;
