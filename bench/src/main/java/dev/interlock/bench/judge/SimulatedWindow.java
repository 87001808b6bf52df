// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.domain.guardrail.Counts;

/**
 * What one look sees.
 *
 * @param step its number, from 0
 * @param counted as evaluators count: at most three errors of one user in ten minutes
 * @param raw every error, as a proxy or a metrics system counts
 * @param dispersion φ between users, by what was counted so far
 * @param harmed requests that failed because of the change
 */
record SimulatedWindow(int step, Counts counted, Counts raw, double dispersion, double harmed) {}
