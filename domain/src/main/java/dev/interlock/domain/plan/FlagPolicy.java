// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;

/**
 * The flag that the ramp moves.
 *
 * @param key unique in its database
 * @param minEvaluators live evaluators needed before the first step
 * @param evaluatorAge an evaluator that has not reported for longer is silent
 * @param evaluatorTtl a silent evaluator is forgotten after this long without a session of its application name
 */
public record FlagPolicy(String key, int minEvaluators, Duration evaluatorAge, Duration evaluatorTtl) {}
