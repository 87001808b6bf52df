// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlock.activities.source.Question;
import dev.interlock.domain.plan.GuardrailRule;
import java.util.Locale;

/** What a webhook is sent. The format is public: keys are added, never changed. */
final class WindowBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double THOUSANDTHS = 1_000;

    private WindowBody() {}

    static String of(Question question) {
        ObjectNode body = JSON.createObjectNode();
        body.put("database", question.asker().database());
        body.put("migration", question.asker().migration());
        body.put("flag", question.asker().flag());
        body.put("guardrail", question.rule().name());
        body.put("kind", name(question.rule().kind()));
        body.put("percent", question.percent().thousandths() / THOUSANDTHS);
        body.put("from", question.at().minus(question.window()).toString());
        body.put("to", question.at().toString());
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    private static String name(GuardrailRule.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
