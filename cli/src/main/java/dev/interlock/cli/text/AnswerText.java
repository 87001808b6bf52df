// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;

/** A migration's answer to a command. */
public final class AnswerText {

    private AnswerText() {}

    public static String of(String target, JsonNode answer) {
        return new Lines(target + ": " + answer.path("message").asText()
                        + (answer.path("changed").asBoolean() ? "" : " (nothing to do)"))
                .plain(Standing.line(answer.path("status")))
                .toString();
    }
}
