// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.webhook;

import dev.interlock.activities.http.HttpCaller;
import dev.interlock.activities.http.Reply;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.Question;
import dev.interlock.domain.guardrail.SourceReading;
import java.util.concurrent.CompletableFuture;

/** A webhook as a source. Safe for use by several threads. */
public final class WebhookSource implements MetricSource {

    private final HttpCaller http;

    public WebhookSource(HttpCaller http) {
        this.http = http;
    }

    @Override
    public CompletableFuture<SourceReading> ask(Question question) {
        String body = WindowBody.of(question);
        String asked = "POST " + http.settings().address() + " " + body;
        return http.post(http.settings().address(), "application/json", body)
                .thenApply(reply -> reading(question, asked, reply));
    }

    private static SourceReading reading(Question question, String asked, Reply reply) {
        return reply instanceof Reply.Answered answered
                ? new WebhookAnswer(question.rule().kind(), asked).read(answered)
                : new SourceReading.Trouble(asked, ((Reply.Silence) reply).why());
    }
}
