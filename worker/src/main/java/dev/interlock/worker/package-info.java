// SPDX-License-Identifier: Apache-2.0
/** The process that does the work: checks what it was told, wires the adapters by hand, and polls. */
@NullMarked
package dev.interlock.worker;

import org.jspecify.annotations.NullMarked;
