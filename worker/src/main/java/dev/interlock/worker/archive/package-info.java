// SPDX-License-Identifier: Apache-2.0
/** The loop in which a worker looks after archives: what people have ordered of them, and those whose time is over. */
@NullMarked
package dev.interlock.worker.archive;

import org.jspecify.annotations.NullMarked;
