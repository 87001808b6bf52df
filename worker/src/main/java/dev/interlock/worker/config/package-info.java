// SPDX-License-Identifier: Apache-2.0
/** What a worker is told at start, checked as a whole before anything is opened. */
@NullMarked
package dev.interlock.worker.config;

import org.jspecify.annotations.NullMarked;
