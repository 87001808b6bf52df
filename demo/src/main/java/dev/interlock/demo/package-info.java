// SPDX-License-Identifier: Apache-2.0
/** {@code interlock demo}: a live shop migrated by a durable workflow, in one command. */
@NullMarked
package dev.interlock.demo;

import org.jspecify.annotations.NullMarked;
