// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.e2e.stack.People;
import dev.interlock.e2e.stack.RestApi.Answer;
import dev.interlock.e2e.stack.Servers;
import dev.interlock.e2e.stack.TemporalTool;
import dev.interlock.e2e.stack.Waiting;
import org.junit.jupiter.api.Test;

@EndToEnd
class StartAndSearchTest {

    @Test
    void aMigrationStartedOverRestIsFoundByItsPhaseUntilItHasCompletedWithNoWriteLost(Servers servers)
            throws Exception {
        try (People people = People.open(servers, "found-by-phase")) {
            Answer started = people.startMigration();

            assertThat(started.status()).isEqualTo(201);
            assertThat(started.body().path("workflowId").asText()).isEqualTo(people.workflowId());
            awaitListed(servers, people, "InterlockPhase = 'RAMPING' AND InterlockTables = 'public.found_by_phase'");
            awaitListed(servers, people, "InterlockPercent >= 20 AND InterlockOwner = 'team-accounts'");
            servers.ledger().awaitPhase(people.id(), "COMPLETED");
            awaitListed(servers, people, "InterlockPhase = 'COMPLETED' AND InterlockDatabase = 'shop'");
            assertThat(people.lostOnTheNewPath()).isEmpty();
        }
    }

    @Test
    void anIdThatIsRunningCannotBeStartedAgain(Servers servers) throws Exception {
        try (People people = People.open(servers, "started-twice")) {
            people.startMigration();
            servers.ledger().awaitPhase(people.id(), "RAMPING");

            Answer again = people.startMigration();

            assertThat(again.status()).isEqualTo(409);
            assertThat(again.body().path("detail").asText()).contains("shop/started-twice is running already");
            servers.api().command(people.id(), "rollback", "seen enough");
            servers.ledger().awaitPhase(people.id(), "ROLLED_BACK");
        }
    }

    /** The list is a little behind the workflow. */
    private static void awaitListed(Servers servers, People people, String query) throws Exception {
        TemporalTool temporal = servers.temporalTool();
        Waiting.until(
                "Temporal to list " + people.id() + " where " + query,
                () -> temporal.list(query),
                found -> found.contains(people.workflowId()));
    }
}
