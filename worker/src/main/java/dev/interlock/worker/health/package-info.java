// SPDX-License-Identifier: Apache-2.0
/** Whether Temporal, the namespace and each database answer now, each by its own name. */
@NullMarked
package dev.interlock.worker.health;

import org.jspecify.annotations.NullMarked;
