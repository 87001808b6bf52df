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

    public static final Asker ASKER = new Asker("shop", "users-split-name", "split");

    private static final GuardrailSource WEBHOOK = new GuardrailSource.Webhook("ours");

    private Questions() {}

    /** What somebody else judges. */
    public static GuardrailRule verdict() {
        return byWebhook("refunds", GuardrailRule.Kind.VERDICT, Double.POSITIVE_INFINITY);
    }

    public static Question ofVerdict() {
        return new Question(ASKER, verdict(), Percent.of(5), AT, WINDOW);
    }

    public static Question ofSaturationByWebhook() {
        GuardrailRule rule = byWebhook("busy", GuardrailRule.Kind.THRESHOLD, 0.8);
        return new Question(ASKER, rule, Percent.of(5), AT, WINDOW);
    }

    public static Question ofCheckoutByWebhook() {
        GuardrailRule rule = byWebhook("checkout", GuardrailRule.Kind.ERROR_RATE, Double.POSITIVE_INFINITY);
        return new Question(ASKER, rule, Percent.of(5), AT, WINDOW);
    }

    private static GuardrailRule byWebhook(String name, GuardrailRule.Kind kind, double max) {
        return new GuardrailRule(name, kind, 1.25, GuardrailRule.OnFail.ROLLBACK, WEBHOOK, max);
    }

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
        return new Question(ASKER, saturation(GuardrailRule.OnFail.ROLLBACK), Percent.of(5), AT, WINDOW);
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
        return new Question(ASKER, checkout(), percent, AT, WINDOW);
    }
}
