// SPDX-License-Identifier: Apache-2.0
/** The three task queues, from registration to an ordered stop. */
@NullMarked
package dev.interlock.worker.run;

import org.jspecify.annotations.NullMarked;
