// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.domain.plan.Percent;

/** A flag that has been killed, and which way it went. */
public final class KilledText {

    private KilledText() {}

    public static String of(JsonNode killed, String way) {
        return "flag " + killed.path("key").asText() + " is at "
                + Percent.text(killed.path("percent").asDouble()) + " (epoch "
                + killed.path("epoch").asText() + "), " + way;
    }
}
