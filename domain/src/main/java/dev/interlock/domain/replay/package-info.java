// SPDX-License-Identifier: Apache-2.0
/** What guardrails would have said of the past: the judges of a ramp, walked over looks that were never taken. */
@NullMarked
package dev.interlock.domain.replay;

import org.jspecify.annotations.NullMarked;
