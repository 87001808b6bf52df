// SPDX-License-Identifier: Apache-2.0
/** The real servers, and the small tools with which the tests look at them and talk to them. */
@NullMarked
package dev.interlock.e2e.stack;

import org.jspecify.annotations.NullMarked;
