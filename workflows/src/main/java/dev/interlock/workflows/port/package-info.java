// SPDX-License-Identifier: Apache-2.0
/**
 * What the workflow asks of the world. The contract of every method here: it may be called twice with the
 * same {@link dev.interlock.workflows.port.Call}, also at the same time, and a call whose run, epoch or phase has been left behind
 * changes nothing.
 */
@NullMarked
package dev.interlock.workflows.port;

import org.jspecify.annotations.NullMarked;
