// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.time.Instant;

/**
 * What is asked for.
 *
 * @param asker for which migration
 * @param percent where the flag stands; an arm that it leaves empty is not asked for
 * @param at the moment that the answer is about
 * @param window the time before it that is looked at
 */
public record Question(Asker asker, GuardrailRule rule, Percent percent, Instant at, Duration window) {}
