// SPDX-License-Identifier: Apache-2.0
/**
 * The plan: what the operator asked for, as values that cannot be inconsistent.
 *
 * <p>Reading files is {@code plans}' work; judging what was read is {@link dev.interlock.domain.plan.PlanValidator}'s.
 */
@NullMarked
package dev.interlock.domain.plan;

import org.jspecify.annotations.NullMarked;
