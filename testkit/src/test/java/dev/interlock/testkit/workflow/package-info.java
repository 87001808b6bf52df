// SPDX-License-Identifier: Apache-2.0
/** The real workflow on the in-process server, with fake activities. */
@NullMarked
package dev.interlock.testkit.workflow;

import org.jspecify.annotations.NullMarked;
