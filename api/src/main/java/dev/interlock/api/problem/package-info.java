// SPDX-License-Identifier: Apache-2.0
/** Every error as an RFC 9457 problem. */
@NullMarked
package dev.interlock.api.problem;

import org.jspecify.annotations.NullMarked;
