// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.QueryTemplate;
import java.time.Duration;
import java.time.Instant;

/** Guardrails that ask outside, and what is asked for them. */
public final class Questions {

    public static final Instant AT = Instant.parse("2026-03-02T10:00:00.250Z");
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private Questions() {}

    /** Fine up to 0.8. */
    public static GuardrailRule saturation(GuardrailRule.OnFail onFail) {
        return new GuardrailRule(
                "saturation",
                GuardrailRule.Kind.THRESHOLD,
                1.25,
                onFail,
                new GuardrailSource.PrometheusValue(new QueryTemplate("max(rate(busy[$window]))")),
                0.8);
    }

    public static Question ofSaturation() {
        return new Question(saturation(GuardrailRule.OnFail.ROLLBACK), Percent.of(5), AT, WINDOW);
    }

    public static GuardrailRule checkout() {
        return new GuardrailRule(
                "checkout",
                GuardrailRule.Kind.ERROR_RATE,
                1.25,
                GuardrailRule.OnFail.ROLLBACK,
                new GuardrailSource.PrometheusCounts(
                        new QueryTemplate("errors{v=\"$variant\"}[$window]"),
                        new QueryTemplate("calls{v=\"$variant\"}[$window]")),
                Double.POSITIVE_INFINITY);
    }

    public static Question ofCheckout(Percent percent) {
        return new Question(checkout(), percent, AT, WINDOW);
    }
}
