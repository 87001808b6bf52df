// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import java.util.List;

/**
 * What E must reach for a FAIL: K/α, since the guardrails that can fail share one α.
 *
 * @param threshold K/α
 */
public record FailBar(double threshold) {

    /** {@code alpha} is the chance of one false FAIL that a migration may run; see {@link GuardrailRule.Kind#sharesAlpha}. */
    public static FailBar of(List<GuardrailRule> rules, double alpha) {
        long canFail = rules.stream()
                .filter(rule -> !rule.onlyRecords())
                .filter(rule -> rule.kind().sharesAlpha())
                .count();
        return new FailBar(Math.max(1, canFail) / alpha);
    }

    /** For so many tests that share {@code alpha}. */
    public static FailBar among(int tests, double alpha) {
        return new FailBar(Math.max(1, tests) / alpha);
    }

    boolean reachedBy(double logE) {
        return logE >= Math.log(threshold);
    }
}
