// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.activities.http.Reply;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.plan.GuardrailRule;
import java.util.Optional;
import java.util.Set;

/** From a webhook's response to its meaning, by what the kind needs. Strict: what is not surely that is nothing. */
final class WebhookAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    /** These say that the question is wrong; every other status may be another one tomorrow. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 410, 422);

    private static final Set<String> VERDICTS = Set.of("PASS", "FAIL", "INCONCLUSIVE");

    private final GuardrailRule.Kind kind;
    private final String asked;

    /** @param asked the question as it was sent */
    WebhookAnswer(GuardrailRule.Kind kind, String asked) {
        this.kind = kind;
        this.asked = asked;
    }

    SourceReading read(Reply.Answered reply) {
        if (reply.status() != OK) {
            String why = "HTTP " + reply.status() + " from the webhook: " + Reply.shown(reply.body());
            return REFUSALS.contains(reply.status())
                    ? new SourceReading.Wrong(asked, why)
                    : new SourceReading.Trouble(asked, why);
        }
        try {
            return read(JSON.readTree(reply.body()), reply.body());
        } catch (JsonProcessingException e) {
            return new SourceReading.Trouble(
                    asked, "the webhook answers with something that is not JSON: " + Reply.shown(reply.body()));
        }
    }

    private SourceReading read(JsonNode answer, String body) {
        if (answer.path("noData").isTextual()) {
            return new SourceReading.Nothing(
                    asked,
                    "the webhook has no data: "
                            + Reply.shown(answer.path("noData").asText()));
        }
        Optional<SourceReading> wanted = switch (kind) {
            case ERROR_RATE, SLOW_SHARE -> counted(answer);
            case THRESHOLD -> value(answer.path("value"));
            case VERDICT -> said(answer);
            default -> Optional.empty();
        };
        return wanted.orElseGet(() -> new SourceReading.Wrong(asked, wanted() + ", not " + Reply.shown(body)));
    }

    private String wanted() {
        return switch (kind) {
            case ERROR_RATE, SLOW_SHARE ->
                "the webhook should answer {\"candidate\":{\"errors\":1,\"total\":100},\"baseline\":{…}}";
            case THRESHOLD -> "the webhook should answer {\"value\":0.5}";
            default -> "the webhook should answer {\"verdict\":\"PASS, FAIL or INCONCLUSIVE\",\"reason\":\"…\"}";
        };
    }

    private Optional<SourceReading> counted(JsonNode answer) {
        Optional<SourceReading.Arm> candidate = arm(answer.path("candidate"));
        Optional<SourceReading.Arm> baseline = arm(answer.path("baseline"));
        return candidate.flatMap(one -> baseline.map(other -> new SourceReading.Counted(asked, one, other)));
    }

    private static Optional<SourceReading.Arm> arm(JsonNode arm) {
        JsonNode errors = arm.path("errors");
        JsonNode total = arm.path("total");
        return isFinite(errors) && isFinite(total)
                ? Optional.of(new SourceReading.Arm(errors.asDouble(), total.asDouble()))
                : Optional.empty();
    }

    private Optional<SourceReading> value(JsonNode value) {
        if (isFinite(value)) {
            return Optional.of(new SourceReading.Value(asked, value.asDouble()));
        }
        return value.isNull()
                ? Optional.of(new SourceReading.NotANumber(asked, "the webhook answers null, which is no number"))
                : Optional.empty();
    }

    private static boolean isFinite(JsonNode number) {
        return number.isNumber() && Double.isFinite(number.asDouble());
    }

    private Optional<SourceReading> said(JsonNode answer) {
        String verdict = answer.path("verdict").asText();
        String reason = Reply.shown(answer.path("reason").asText());
        return VERDICTS.contains(verdict)
                ? Optional.of(new SourceReading.Said(
                        asked, Verdict.valueOf(verdict), reason.isEmpty() ? "the webhook says " + verdict : reason))
                : Optional.empty();
    }
}
