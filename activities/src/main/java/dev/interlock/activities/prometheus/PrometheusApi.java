// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.prometheus;

import dev.interlock.activities.http.HttpCaller;
import dev.interlock.activities.http.Reply;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** {@code /api/v1/query} of one server. */
final class PrometheusApi {

    private final HttpCaller http;

    PrometheusApi(HttpCaller http) {
        this.http = http;
    }

    /** As {@link HttpCaller#post}. Prometheus is told the time limit too, so that it does not go on for nobody. */
    CompletableFuture<PrometheusAnswer> query(String query, Instant at) {
        String form = "query=" + encoded(query) + "&time=" + encoded(seconds(at)) + "&timeout="
                + http.settings().timeout().toMillis() + "ms";
        return http.post(uri(), "application/x-www-form-urlencoded", form).thenApply(PrometheusApi::answer);
    }

    private static PrometheusAnswer answer(Reply reply) {
        return reply instanceof Reply.Answered answered
                ? AnswerReader.read(answered.status(), answered.body())
                : PrometheusAnswer.trouble(((Reply.Silence) reply).why());
    }

    private URI uri() {
        String base = http.settings().address().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api/v1/query");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String seconds(Instant at) {
        return BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString();
    }
}
