// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LintTest {

    private final ApiUnderTest api = ApiUnderTest.shared();

    @Test
    void findingsAreAnAnswerAndNotAnError() {
        Answer answer = lint(Map.of("migration.yaml", "id: X\n"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/findings/0/severity").asText()).isEqualTo("error");
    }

    @Test
    void goodPlanHasNoErrors() {
        Answer answer = lint(Plans.smallest("fine"));

        assertThat(answer.json().path("findings").findValuesAsText("severity")).doesNotContain("error");
    }

    private Answer lint(Map<String, String> files) {
        return api.post("/api/v1/plans/lint", ApiUnderTest.json(Map.of("files", files)));
    }
}
