// SPDX-License-Identifier: Apache-2.0
/** Whole ramps in simulation, by fixed seeds: the same streams are given to the guardrails' judge and to the rules of others. */
@NullMarked
package dev.interlock.bench.judge;

import org.jspecify.annotations.NullMarked;
