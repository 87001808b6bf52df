// SPDX-License-Identifier: Apache-2.0
/** The command line: asks the API over HTTP, lints offline, and can kill a flag without either. */
@NullMarked
package dev.interlock.cli;

import org.jspecify.annotations.NullMarked;
