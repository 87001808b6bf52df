// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.QueryTemplate;

/** Guardrails and percentages that the tests share. */
final class Rules {

    static final Percent FIVE = Percent.of(5);
    static final GuardrailRule ERRORS = errors(GuardrailRule.OnFail.ROLLBACK);
    static final GuardrailRule SCANS =
            new GuardrailRule("scans", GuardrailRule.Kind.TABLE_SCANS, 1.25, GuardrailRule.OnFail.ROLLBACK);

    static final GuardrailRule PARITY =
            new GuardrailRule("parity", GuardrailRule.Kind.PARITY, 1.25, GuardrailRule.OnFail.ROLLBACK);

    static final GuardrailRule SQLSTATES = sqlstates(GuardrailRule.OnFail.ROLLBACK);

    private Rules() {}

    static GuardrailRule sqlstates(GuardrailRule.OnFail onFail) {
        return new GuardrailRule("sqlstates", GuardrailRule.Kind.ZERO_TOLERANCE, 1.25, onFail);
    }

    static GuardrailRule threshold(double max) {
        return threshold(max, GuardrailRule.OnFail.ROLLBACK);
    }

    static GuardrailRule threshold(double max, GuardrailRule.OnFail onFail) {
        return new GuardrailRule(
                "saturation",
                GuardrailRule.Kind.THRESHOLD,
                1.25,
                onFail,
                new GuardrailSource.PrometheusValue(new QueryTemplate("max(saturation)")),
                max);
    }

    static GuardrailRule errors(GuardrailRule.OnFail onFail) {
        return new GuardrailRule("errors", GuardrailRule.Kind.ERROR_RATE, 1.25, onFail);
    }
}
