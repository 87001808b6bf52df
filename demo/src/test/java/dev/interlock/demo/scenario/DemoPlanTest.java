// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.plans.PlanReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoPlanTest {

    @Test
    void thePlanIsWholeAndAsksForNoApproval() throws Exception {
        assertThat(DemoPlan.files()).containsOnlyKeys("migration.yaml", "expand.sql", "contract.sql");
        assertThat(DemoPlan.files().get("migration.yaml"))
                .contains(
                        "kind: slow-share, tolerance: 60",
                        "id: " + DemoPlan.ID,
                        "database: " + DemoPlan.DATABASE,
                        "approval: none");
    }

    @Test
    void thePlanHasNoProblem() {
        assertThatCode(DemoPlan::check).doesNotThrowAnyException();
    }

    @Test
    void whereThereIsAPrometheusOneMoreGuardrailAsksIt() throws Exception {
        Map<String, String> files = DemoPlan.files(Scenario.SLOW, true);

        assertThat(new PlanReader().read(files).plan().orElseThrow().guardrails())
                .filteredOn(rule -> rule.source().outside())
                .singleElement()
                .returns("scraped-errors", GuardrailRule::name);
        assertThat(files.get("migration.yaml")).contains("kind: slow-share, tolerance: 5 }");
    }

    @Test
    void slowIsStricterWhereTheNewPathIsSlow() throws Exception {
        assertThat(DemoPlan.files(Scenario.SLOW, false).get("migration.yaml"))
                .contains("kind: slow-share, tolerance: 5 }");
        assertThat(DemoPlan.files(Scenario.HAPPY, false)).isEqualTo(DemoPlan.files());
    }
}
