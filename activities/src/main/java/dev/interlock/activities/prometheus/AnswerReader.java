// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.activities.http.Reply;
import java.util.ArrayList;
import java.util.List;

/** From the response of {@code /api/v1/query} to its meaning. Strict: what is not surely one number is none. */
final class AnswerReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Some versions send their notes on style among the warnings. */
    private static final String HARMLESS = "PromQL info:";

    private AnswerReader() {}

    static PrometheusAnswer read(int status, String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return PrometheusAnswer.trouble("HTTP " + status + " that is not JSON: " + Reply.shown(body));
        }
        if (!answer.path("status").asText().equals("success")) {
            return refusal(status, answer, body);
        }
        List<String> warnings = warnings(answer);
        return warnings.isEmpty()
                ? result(answer.path("data"), body)
                : PrometheusAnswer.trouble("Prometheus warns: " + Reply.shown(String.join("; ", warnings)));
    }

    /** Only what Prometheus itself has against the query is the query's fault. */
    private static PrometheusAnswer refusal(int status, JsonNode answer, String body) {
        String type = answer.path("errorType").asText();
        boolean query = type.equals("bad_data") || type.equals("execution");
        String said = answer.has("error") ? type + ": " + answer.path("error").asText() : body;
        return query
                ? PrometheusAnswer.refused("Prometheus refuses the query: " + Reply.shown(said))
                : PrometheusAnswer.trouble("HTTP " + status + " from Prometheus: " + Reply.shown(said));
    }

    private static List<String> warnings(JsonNode answer) {
        List<String> warnings = new ArrayList<>();
        answer.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        warnings.removeIf(warning -> warning.startsWith(HARMLESS));
        return warnings;
    }

    private static PrometheusAnswer result(JsonNode data, String body) {
        String type = data.path("resultType").asText();
        JsonNode result = data.path("result");
        return switch (type) {
            case "scalar" -> number(result.path(1), body);
            case "vector" -> vector(result, body);
            default ->
                PrometheusAnswer.refused(
                        "one number is wanted, Prometheus answers with a " + type + ": " + Reply.shown(body));
        };
    }

    private static PrometheusAnswer vector(JsonNode series, String body) {
        if (series.isEmpty()) {
            return PrometheusAnswer.empty("Prometheus has no series for the query: " + Reply.shown(body));
        }
        return series.size() == 1
                ? number(series.path(0).path("value").path(1), body)
                : PrometheusAnswer.refused("one series is wanted, Prometheus has " + series.size() + ": "
                        + Reply.shown(series.toString()));
    }

    /** A series of histograms has no value. */
    private static PrometheusAnswer number(JsonNode value, String body) {
        if (!value.isTextual()) {
            return PrometheusAnswer.refused("one number is wanted, Prometheus answers " + Reply.shown(body));
        }
        String text = value.asText();
        if (text.endsWith("Inf")) {
            return PrometheusAnswer.notANumber(noNumber(text));
        }
        try {
            double amount = Double.parseDouble(text);
            return Double.isFinite(amount)
                    ? new PrometheusAnswer.Amount(amount)
                    : PrometheusAnswer.notANumber(noNumber(text));
        } catch (NumberFormatException e) {
            return PrometheusAnswer.trouble(
                    "Prometheus answers with a value that is not a number: " + Reply.shown(text));
        }
    }

    private static String noNumber(String text) {
        return "Prometheus answers " + Reply.shown(text) + ", which is no number to judge by";
    }
}
