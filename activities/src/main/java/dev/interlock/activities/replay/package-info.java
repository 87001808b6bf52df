// SPDX-License-Identifier: Apache-2.0
/** Asks a source outside for its past, look by look, and has it judged. Reads only, and takes no lock. */
@NullMarked
package dev.interlock.activities.replay;

import org.jspecify.annotations.NullMarked;
