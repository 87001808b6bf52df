// SPDX-License-Identifier: Apache-2.0
/** Fakes, and the suites that a fake and the real adapter both pass. */
@NullMarked
package dev.interlock.testkit;

import org.jspecify.annotations.NullMarked;
