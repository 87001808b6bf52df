// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.domain.plan.Problem;
import java.util.List;
import java.util.Map;

/** A plan that cannot even be sent, refused in the words and the shape in which the API would refuse it. */
final class InvalidPlan {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InvalidPlan() {}

    static JsonNode problem(List<Problem> problems) {
        return JSON.valueToTree(Map.of(
                "code",
                "invalid-plan",
                "title",
                "The plan is not valid",
                "detail",
                problems.size() == 1 ? "one problem" : problems.size() + " problems",
                "problems",
                problems));
    }
}
