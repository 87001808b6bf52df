// SPDX-License-Identifier: Apache-2.0
/** Many migrations on one database at once: the real activities on Temporal's in-process server, beside one application. */
@NullMarked
package dev.interlock.activities.together;

import org.jspecify.annotations.NullMarked;
