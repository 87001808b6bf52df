// SPDX-License-Identifier: Apache-2.0
/** The measurements: {@code bench/run NAME} runs one and keeps what it saw, {@code bench/run report} writes it up. */
@NullMarked
package dev.interlock.bench;

import org.jspecify.annotations.NullMarked;
