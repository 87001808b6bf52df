// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.Registered;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** One run goes on where another one has ended. */
final class HandoverTest {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Registered registered = migration.register(new TestPlan(), "run-1");

    @Test
    void theNextRunOwnsTheMigrationWhereItStands() {
        migration.ledger.record(call("run-1", "PREFLIGHT", note(1)));

        migration.ledger.takeOver(call("run-1", "PREFLIGHT"), "run-2");

        migration.ledger.record(call("run-2", "PREFLIGHT", note(2)));
        assertThat(migration.text("SELECT run_id || ' ' || phase || ' ' || last_sequence FROM interlock.migration"))
                .contains("run-2 PREFLIGHT 2");
    }

    @Test
    void theRunBeforeIsRefusedFromThenOn() {
        migration.ledger.takeOver(call("run-1", "QUEUED"), "run-2");

        refuses(() -> migration.ledger.record(call("run-1", "QUEUED", note(1))));
        refuses(() -> migration.register(new TestPlan(), "run-1"));
    }

    @Test
    void notesThatHadArrivedAlreadyAreNotWrittenTwice() {
        migration.ledger.record(call("run-1", "QUEUED", note(1)));

        migration.ledger.takeOver(call("run-1", "QUEUED", note(1), note(2)), "run-2");

        assertThat(migration.text(
                        "SELECT string_agg(run_id || ' ' || sequence, ', ' ORDER BY id) FROM interlock.event"))
                .contains("run-1 0, run-1 1, run-1 2, run-2 0");
    }

    @Test
    void takingOverTwiceChangesNothing() {
        migration.ledger.takeOver(call("run-1", "QUEUED"), "run-2");

        migration.ledger.takeOver(call("run-1", "QUEUED"), "run-2");

        assertThat(migration.text("SELECT string_agg(text, ', ') FROM interlock.event WHERE run_id = 'run-2'"))
                .contains("goes on in run run-2: the history of run run-1 had become long");
    }

    @Test
    void aRunWhoseSuccessorHasGoneOnAlreadyGivesNothingAway() {
        migration.ledger.takeOver(call("run-1", "QUEUED"), "run-2");
        migration.ledger.takeOver(call("run-2", "QUEUED"), "run-3");

        refuses(() -> migration.ledger.takeOver(call("run-1", "QUEUED"), "run-2"));
    }

    private Call call(String runId, String phase, Note... notes) {
        return migration.call(registered, runId, registered.epoch(), phase, notes);
    }

    private static Note note(long sequence) {
        return new Note(
                sequence,
                Instant.parse("2026-09-01T10:00:00Z"),
                Note.Kind.COMMAND,
                "otto",
                false,
                "pause: paused",
                "PREFLIGHT",
                0,
                null);
    }

    private static void refuses(ThrowingCallable call) {
        assertThat(catchThrowableOfType(ApplicationFailure.class, call).getType())
                .isEqualTo(Failures.LEFT_BEHIND);
    }
}
