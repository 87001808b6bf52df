// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.e2e.stack.Blocker;
import dev.interlock.e2e.stack.People;
import dev.interlock.e2e.stack.Servers;
import dev.interlock.e2e.stack.Waiting;
import org.junit.jupiter.api.Test;

@EndToEnd
class CrashTest {

    /** Seconds of backfill. */
    private static final int MANY = 100_000;

    @Test
    void aWorkerKilledWhileTheExpandWaitsForItsLockIsStartedAgainAndTheMigrationCompletes(Servers servers)
            throws Exception {
        try (People people = People.open(servers, "killed-in-expand")) {
            try (Blocker reader = people.readAndStayOpen()) {
                people.startMigration();
                Waiting.until("the expand to wait behind " + reader, people::isWaitedFor);
                servers.killWorker();
                servers.startWorker();
                Waiting.until("the expand to be tried again", people::isWaitedFor);
            }
            completesWithNoWriteLost(servers, people);
        }
    }

    @Test
    void aWorkerKilledInTheBackfillIsStartedAgainAndTheMigrationCompletes(Servers servers) throws Exception {
        try (People people = People.open(servers, "killed-in-backfill", MANY)) {
            people.startMigration();
            servers.ledger().awaitPhase(people.id(), "BACKFILLING");
            try (Blocker writer = people.lockTheLastRow()) {
                servers.killWorker();
                servers.startWorker();
                assertThat(servers.ledger().standing(people.id()).phase())
                        .as("held there by %s", writer)
                        .isEqualTo("BACKFILLING");
            }
            completesWithNoWriteLost(servers, people);
        }
    }

    @Test
    void aWorkerKilledInTheRampIsStartedAgainAndTheMigrationCompletes(Servers servers) throws Exception {
        try (People people = People.open(servers, "killed-in-ramp")) {
            people.startMigration();
            Waiting.until(
                    "20 %",
                    () -> servers.ledger().standing(people.id()),
                    standing -> standing.isIn("RAMPING") && standing.percent() == 20_000);

            servers.killWorker();
            servers.startWorker();

            completesWithNoWriteLost(servers, people);
        }
    }

    @Test
    void aWorkerKilledInTheSoakIsStartedAgainAndTheMigrationCompletes(Servers servers) throws Exception {
        try (People people = People.open(servers, "killed-in-soak")) {
            people.startMigration("25s");
            servers.ledger().awaitPhase(people.id(), "SOAKING");

            servers.killWorker();
            servers.startWorker();

            completesWithNoWriteLost(servers, people);
        }
    }

    @Test
    void temporalKilledAndStartedAgainOnTheSameFileLetsTheMigrationComplete(Servers servers) throws Exception {
        try (People people = People.open(servers, "temporal-killed")) {
            people.startMigration();
            servers.ledger().awaitPhase(people.id(), "RAMPING");

            servers.killAndRestartTemporal();

            completesWithNoWriteLost(servers, people);
        }
    }

    private static void completesWithNoWriteLost(Servers servers, People people) throws Exception {
        servers.ledger().awaitPhase(people.id(), "COMPLETED");
        assertThat(people.lostOnTheNewPath()).isEmpty();
    }
}
