// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.http.HttpCaller;
import dev.interlock.activities.source.HttpSourceContract;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.Question;
import dev.interlock.activities.source.Questions;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.Verdict;
import org.junit.jupiter.api.Test;

final class WebhookSourceTest extends HttpSourceContract {

    WebhookSourceTest() {
        super("the webhook");
    }

    @Override
    protected MetricSource source(HttpCaller caller) {
        return new WebhookSource(caller);
    }

    @Override
    protected Question ofSaturation() {
        return Questions.ofSaturationByWebhook();
    }

    @Override
    protected Question ofCheckout() {
        return Questions.ofCheckoutByWebhook();
    }

    @Override
    protected void has(double value) {
        server.answers(200, "{\"value\":" + value + "}");
    }

    @Override
    protected void counts(SourceReading.Arm candidate, SourceReading.Arm baseline) {
        server.answers(200, "{\"candidate\":" + arm(candidate) + ",\"baseline\":" + arm(baseline) + "}");
    }

    private static String arm(SourceReading.Arm arm) {
        return "{\"errors\":" + arm.errors() + ",\"total\":" + arm.ended() + "}";
    }

    @Override
    protected void hasNothing() {
        server.answers(200, "{\"noData\":\"not deployed yet\"}");
    }

    @Override
    protected void hasNoNumber() {
        server.answers(200, "{\"value\":null}");
    }

    @Override
    protected void hasTwo() {
        server.answers(200, "{\"value\":[1,2]}");
    }

    @Override
    protected void refuses() {
        server.answers(404, "no such metric");
    }

    @Override
    protected void isBroken() {
        server.answers(500, "out of memory");
    }

    @Test
    void itIsSentTheWindowAndWhoAsks() {
        has(1);
        answer(ofCheckout());

        assertThat(server.bodies())
                .containsExactly("{\"database\":\"shop\",\"migration\":\"users-split-name\",\"flag\":\"split\","
                        + "\"guardrail\":\"checkout\",\"kind\":\"error-rate\",\"percent\":5.0,"
                        + "\"from\":\"2026-03-02T09:59:00.250Z\",\"to\":\"2026-03-02T10:00:00.250Z\"}");
    }

    @Test
    void aVerdictIsTakenWithItsReason() {
        server.answers(200, "{\"verdict\":\"FAIL\",\"reason\":\"refunds doubled\"}");

        SourceReading reading = answer(Questions.ofVerdict());

        assertThat(reading).isEqualTo(new SourceReading.Said(reading.asked(), Verdict.FAIL, "refunds doubled"));
    }

    @Test
    void aWordThatIsNoVerdictIsNone() {
        server.answers(200, "{\"verdict\":\"fine\"}");

        assertThat(answer(Questions.ofVerdict()).asSilent())
                .isInstanceOf(SourceReading.Wrong.class)
                .extracting(SourceReading.Silent::why)
                .asString()
                .endsWith("not {\"verdict\":\"fine\"}");
    }

    @Test
    void halfAnAnswerIsNone() {
        server.answers(200, "{\"candidate\":{\"errors\":1,\"total\":2},\"baseline\":{\"errors\":\"1\",\"total\":2}}");
        assertThat(answer(ofCheckout())).isInstanceOf(SourceReading.Wrong.class);

        server.answers(200, "{\"value\":1e999}");
        assertThat(answer(ofSaturation())).isInstanceOf(SourceReading.Wrong.class);
    }

    @Test
    void whoeverIsNotLetInMayBeTomorrow() {
        server.answers(401, "who are you?");
        assertThat(answer(ofCheckout())).isInstanceOf(SourceReading.Trouble.class);

        server.answers(200, "<html>log in</html>");
        assertThat(answer(ofCheckout())).isInstanceOf(SourceReading.Trouble.class);
    }
}
