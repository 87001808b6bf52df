// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

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
    void slowIsStricterWhereTheNewPathIsSlow() throws Exception {
        assertThat(DemoPlan.files(Scenario.SLOW).get("migration.yaml")).contains("kind: slow-share, tolerance: 5 }");
        assertThat(DemoPlan.files(Scenario.HAPPY)).isEqualTo(DemoPlan.files());
    }
}
