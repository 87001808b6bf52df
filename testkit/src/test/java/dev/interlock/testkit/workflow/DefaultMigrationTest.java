// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.FakeLedger;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultMigrationTest {

    private static final int MOST_EVENTS = 200;

    @Test
    void fourteenDaysWithEveryDefaultEndCompletedWithinFewEvents() {
        FakeWorld world = new FakeWorld(SamplePolicy.usual());
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING).passes(Duration.ofDays(14).plusMinutes(1));
            migration.holdsFor("APPROVAL").signals("approve", Map.of("plan", FakeLedger.SHA256, "actor", "otto"));

            String ending = migration.ends();

            assertThat(ending).isEqualTo("COMPLETED");
            System.out.println("EVENTS " + migration.events().size());
            migration
                    .events()
                    .forEach(e -> System.out.println(e.getEventId() + " " + e.getEventType() + " "
                            + e.getActivityTaskScheduledEventAttributes()
                                    .getActivityType()
                                    .getName() + " "
                            + e.getUserMetadata().getSummary().getData().toStringUtf8()));
            migration.timeline().forEach(System.out::println);
            System.out.println(world.cues().count("soak-watch"));
            assertThat(migration.events()).hasSizeLessThan(MOST_EVENTS);
        }
    }
}
