// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers in, verdict out: whether what was counted at a look lets the ramp go on.
 *
 * <p>A guardrail's memory is a small state of constant size that the caller keeps between two looks.
 */
@NullMarked
package dev.interlock.domain.guardrail;

import org.jspecify.annotations.NullMarked;
