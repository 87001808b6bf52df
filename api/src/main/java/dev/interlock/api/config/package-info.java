// SPDX-License-Identifier: Apache-2.0
/** What the process is told at boot; everything wrong with it is said at once. */
@NullMarked
package dev.interlock.api.config;

import org.jspecify.annotations.NullMarked;
