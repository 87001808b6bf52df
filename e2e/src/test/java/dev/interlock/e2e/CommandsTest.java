// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.e2e.stack.Ledger;
import dev.interlock.e2e.stack.Ledger.Standing;
import dev.interlock.e2e.stack.People;
import dev.interlock.e2e.stack.RestApi.Answer;
import dev.interlock.e2e.stack.Servers;
import dev.interlock.e2e.stack.TemporalTool;
import org.junit.jupiter.api.Test;

@EndToEnd
class CommandsTest {

    @Test
    void aRampPausedByASignalStandsStillUntilItIsResumedAndCompletes(Servers servers) throws Exception {
        try (People people = People.open(servers, "paused-by-signal")) {
            people.startMigration();
            servers.ledger().awaitPercent(people.id(), 20_000);

            servers.temporalTool().signal(people.workflowId(), "pause", "\"lunch\"");

            Standing paused = servers.ledger().awaitHeld(people.id());
            assertThat(paused.hold()).contains("lunch");
            servers.temporalTool().signal(people.workflowId(), "resume");
            servers.ledger().awaitPhase(people.id(), "COMPLETED");
            assertThat(people.lostOnTheNewPath()).isEmpty();
        }
    }

    @Test
    void aPauseOverRestAnswersWithTheHoldAndNamesWhoAndWhy(Servers servers) throws Exception {
        try (People people = People.open(servers, "paused-by-rest")) {
            people.startMigration();
            servers.ledger().awaitPhase(people.id(), "RAMPING");

            Answer paused = servers.api().command(people.id(), "pause", "a closer look");

            assertThat(paused.status()).isEqualTo(200);
            assertThat(paused.body().at("/status/hold").asText()).isEqualTo("paused by tester: a closer look");
            assertThat(servers.api().migration(people.id()).body().path("hold").asText())
                    .isEqualTo("paused by tester: a closer look");
            servers.api().command(people.id(), "rollback", "seen enough");
            servers.ledger().awaitPhase(people.id(), "ROLLED_BACK");
        }
    }

    @Test
    void aRollbackBySignalPutsTheFlagToZeroLosesNothingAndCanBeReverted(Servers servers) throws Exception {
        try (People people = People.open(servers, "rolled-back-by-signal")) {
            people.startMigration();
            servers.ledger().awaitPercent(people.id(), 20_000);

            servers.temporalTool()
                    .signal(people.workflowId(), "rollback", "{\"actor\":\"ann\",\"reason\":\"odd names\"}");

            Standing back = servers.ledger().awaitPhase(people.id(), "ROLLED_BACK");
            assertThat(back.percent()).isZero();
            assertThat(people.lostOnTheOldPath()).isEmpty();
            assertThat(people.lostOnTheNewPath()).isEmpty();
            servers.temporalTool().signal(people.workflowId(), "revert", "\"for good\"");
            servers.ledger().awaitPhase(people.id(), "REVERTED");
            assertThat(people.lostOnTheOldPath()).isEmpty();
        }
    }

    @Test
    void rubbishInASignalChangesNothingAndIsShownAsRefused(Servers servers) throws Exception {
        try (People people = People.open(servers, "rubbish")) {
            people.startMigration();
            servers.ledger().awaitPhase(people.id(), "RAMPING");
            servers.api().command(people.id(), "pause", "stand still");
            Standing before = servers.ledger().awaitHeld(people.id());
            TemporalTool temporal = servers.temporalTool();

            temporal.signal(people.workflowId(), "resume", "{\"actor\":[1,2],\"reason\":{\"a\":1}}");
            temporal.signal(people.workflowId(), "rollback", "[[]]");
            temporal.signal(people.workflowId(), "approve", "42");
            temporal.signal(people.workflowId(), "pawse");

            Ledger ledger = servers.ledger();
            ledger.awaitEvent(people.id(), "REFUSED resume refused: the message is not");
            ledger.awaitEvent(people.id(), "REFUSED rollback refused: the message is not");
            ledger.awaitEvent(people.id(), "REFUSED approve refused:");
            ledger.awaitEvent(people.id(), "REFUSED pawse refused: there is no signal pawse");
            assertThat(ledger.standing(people.id())).isEqualTo(before);
            servers.api().command(people.id(), "rollback", "seen enough");
            ledger.awaitPhase(people.id(), "ROLLED_BACK");
        }
    }
}
