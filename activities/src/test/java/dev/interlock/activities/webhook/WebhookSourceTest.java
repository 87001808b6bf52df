// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.http.Credentials;
import dev.interlock.activities.http.HttpCaller;
import dev.interlock.activities.http.HttpSettings;
import dev.interlock.activities.http.StubServer;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.MetricSourceContract;
import dev.interlock.activities.source.Question;
import dev.interlock.activities.source.Questions;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.Verdict;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookSourceTest extends MetricSourceContract {

    private StubServer server;
    private Duration timeout = Duration.ofSeconds(20);

    @BeforeEach
    void start() throws IOException {
        server = StubServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected MetricSource source() {
        try {
            return new WebhookSource(HttpCaller.open(
                    new HttpSettings("the webhook", server.uri(), timeout, Optional.empty(), new Credentials.None())));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
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

    @Override
    protected void isDown() {
        server.close();
    }

    @Override
    protected void hangs() {
        timeout = Duration.ofMillis(300);
        server.hangs();
    }

    @Test
    void itIsSentTheWindowAndWhoAsks() {
        has(1);
        ask(ofCheckout());

        assertThat(server.bodies())
                .containsExactly("{\"database\":\"shop\",\"migration\":\"users-split-name\",\"flag\":\"split\","
                        + "\"guardrail\":\"checkout\",\"kind\":\"error-rate\",\"percent\":5.0,"
                        + "\"from\":\"2026-03-02T09:59:00.250Z\",\"to\":\"2026-03-02T10:00:00.250Z\"}");
    }

    @Test
    void aVerdictIsTakenWithItsReason() {
        server.answers(200, "{\"verdict\":\"FAIL\",\"reason\":\"refunds doubled\"}");

        SourceReading reading = ask(Questions.ofVerdict());

        assertThat(reading).isEqualTo(new SourceReading.Said(reading.asked(), Verdict.FAIL, "refunds doubled"));
    }

    @Test
    void aWordThatIsNoVerdictIsNone() {
        server.answers(200, "{\"verdict\":\"fine\"}");

        assertThat(ask(Questions.ofVerdict()).asSilent())
                .isInstanceOf(SourceReading.Wrong.class)
                .extracting(SourceReading.Silent::why)
                .asString()
                .endsWith("not {\"verdict\":\"fine\"}");
    }

    @Test
    void halfAnAnswerIsNone() {
        server.answers(200, "{\"candidate\":{\"errors\":1,\"total\":2},\"baseline\":{\"errors\":\"1\",\"total\":2}}");
        assertThat(ask(ofCheckout())).isInstanceOf(SourceReading.Wrong.class);

        server.answers(200, "{\"value\":1e999}");
        assertThat(ask(ofSaturation())).isInstanceOf(SourceReading.Wrong.class);
    }

    @Test
    void whoeverIsNotLetInMayBeTomorrow() {
        server.answers(401, "who are you?");
        assertThat(ask(ofCheckout())).isInstanceOf(SourceReading.Trouble.class);

        server.answers(200, "<html>log in</html>");
        assertThat(ask(ofCheckout())).isInstanceOf(SourceReading.Trouble.class);
    }

    private SourceReading ask(Question question) {
        return source().ask(question).join();
    }
}
