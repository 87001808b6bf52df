// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.RateOrder;
import dev.interlock.workflows.port.Registered;
import dev.interlock.workflows.port.Registration;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LedgerAdapterTest {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    @Test
    void registeringTwiceGivesTheSameNumber() {
        Registered first = migration.register(new TestPlan(), "run");

        Registered second = migration.register(new TestPlan(), "run");

        assertThat(second).isEqualTo(first);
        assertThat(first.continuesAt()).isEqualTo("QUEUED");
    }

    @Test
    void anUnreadablePlanIsRefusedWithItsProblems() {
        Registration unreadable = new Registration(Map.of(), migration.database.name(), "split", "run", "ann", false);

        assertFails(() -> migration.ledger.register(unreadable), Failures.INVALID_PLAN);
    }

    @Test
    void anUnknownDatabaseIsRefusedByName() {
        Registration elsewhere = new Registration(Map.of(), "nowhere", "split", "run", "ann", false);

        assertFails(() -> migration.ledger.register(elsewhere), Failures.UNKNOWN_DATABASE);
    }

    @Test
    void aPlanRunsOnlyUnderItsOwnId() {
        Registration right = migration.registration(new TestPlan(), "run");
        Registration wrong = new Registration(right.files(), right.database(), "other", "run", "ann", false);

        assertFails(() -> migration.ledger.register(wrong), Failures.ID_TAKEN);
    }

    @Test
    void anOpenIdContinuesOnlyWithTheSamePlan() {
        migration.register(new TestPlan(), "run");

        assertFails(() -> migration.register(new TestPlan().expand("SELECT 2"), "run-2"), Failures.ID_TAKEN);
    }

    @Test
    void theNewestRateCountsInWhateverOrderTheOrdersArrive() {
        Call call = TestMigration.in(migration.claimed(new TestPlan()), "BACKFILLING");
        migration.ledger.throttle(call, new RateOrder("500", "ann", "the shop is slow", 7));
        migration.ledger.throttle(call, new RateOrder("max", "bob", "", 5));
        migration.ledger.throttle(call, new RateOrder("500", "ann", "the shop is slow", 7));

        assertThat(migration.text("SELECT rate || ' ' || actor || ' ' || reason FROM interlock.throttle"))
                .contains("500 ann the shop is slow");
    }

    @Test
    void aRateOutlivesTheRunThatItWasOrderedIn() {
        Call call = TestMigration.in(migration.claimed(new TestPlan()), "BACKFILLING");
        migration.ledger.throttle(call, new RateOrder("500", "ann", "", 7));
        Registered taken = migration.register(new TestPlan(), "run-2");
        assertThat(migration.text("SELECT rate FROM interlock.throttle")).contains("500");

        assertFails(() -> migration.ledger.throttle(call, new RateOrder("max", "ann", "", 8)), Failures.LEFT_BEHIND);
        migration.ledger.throttle(
                migration.call(taken, "run-2", taken.epoch(), "BACKFILLING"), new RateOrder("200", "bob", "", 2));

        assertThat(migration.text("SELECT rate || ' ' || actor FROM interlock.throttle"))
                .contains("200 bob");
    }

    @Test
    void theFlagOfARampThatCalibratesSaysWhomToTellApart() {
        migration.claimed(new TestPlan().calibrating(Duration.ofMinutes(10)));

        assertThat(migration.text("SELECT cohorts FROM interlock.flag")).contains("{20000}");
    }

    @Test
    void theFlagOfAnotherRampTellsNobodyApart() {
        migration.claimed(new TestPlan().calibrating(Duration.ZERO));

        assertThat(migration.text("SELECT cohorts FROM interlock.flag")).contains("{}");
    }

    @Test
    void aNewRunTakesOverWithTheFlagAtZeroAndANewEpoch() {
        Call call = migration.claimed(new TestPlan());
        migration.flags.raise(TestMigration.in(call, "RAMPING"), Percent.of(50));

        Registered taken = migration.register(new TestPlan(), "run-2");

        assertThat(taken.continuesAt()).isEqualTo("RAMPING");
        assertThat(taken.epoch()).isEqualTo(1);
        assertThat(migration.text("SELECT percent || ' ' || epoch FROM interlock.flag"))
                .contains("0 1");
        assertThat(migration.register(new TestPlan(), "run-2")).isEqualTo(taken);
    }

    @Test
    void aRunThatLostItsMigrationChangesNothingMore() {
        Call call = migration.claimed(new TestPlan());
        migration.register(new TestPlan(), "run-2");

        assertFails(
                () -> migration.flags.raise(TestMigration.in(call, "RAMPING"), Percent.of(5)), Failures.LEFT_BEHIND);
        assertFails(() -> migration.register(new TestPlan(), "run"), Failures.LEFT_BEHIND);
    }

    @Test
    void aResetRunIsRefused() {
        Call call = migration.claimed(new TestPlan());
        Call reset =
                new Call(call.database(), call.migration(), call.number(), "reset", 0, 1, "PREFLIGHT", call.notes());

        assertFails(() -> migration.entry.enter(reset), Failures.LEFT_BEHIND);
    }

    @Test
    void aPhaseThatDoesNotFollowIsRefused() {
        Call call = migration.claimed(new TestPlan());
        migration.entry.enter(TestMigration.in(call, "SOAKING"));

        assertFails(() -> migration.entry.enter(TestMigration.in(call, "RAMPING")), Failures.LEFT_BEHIND);
    }

    @Test
    void anEpochThatWasLeftBehindIsRefused() {
        Call call = migration.claimed(new TestPlan());
        migration.flags.zero(TestMigration.in(call, "ROLLING_BACK"), "ann", "errors");

        assertFails(() -> migration.entry.enter(TestMigration.in(call, "RAMPING", 0)), Failures.LEFT_BEHIND);
    }

    @Test
    void aTableIsClaimedByOneMigrationOnly() {
        migration.claimed(new TestPlan());
        Registered second = migration.register(new TestPlan().id("rename").tables("zebra", "public.users"), "run-2");

        Outcome outcome = migration.ledger.claim(migration.call(second, "run-2", 0, "QUEUED"));

        assertThat(outcome).isEqualTo(new Outcome.Claimed("public.users", "split"));
        assertThat(migration.text("SELECT count(*) FROM interlock.claim")).contains("1");
    }

    @Test
    void claimingTwiceIsClaimingOnce() {
        Call call = migration.claimed(new TestPlan());

        Outcome second = migration.ledger.claim(call);

        assertThat(second).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT version FROM interlock.flag")).contains("1");
    }

    @Test
    void waitingForAClaimIsARetryThatNobodyNeedsToLookAt() {
        migration.claimed(new TestPlan());
        Registered second = migration.register(new TestPlan().id("rename"), "run-2");
        Call call = migration.call(second, "run-2", 0, "QUEUED");

        assertThatThrownBy(() -> migration.ledger.awaitClaim(call))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.isNonRetryable()).isFalse();
                    assertThat(failure.getNextRetryDelay()).isNotNull();
                });
    }

    @Test
    void whoCameFirstIsClaimedForFirst() {
        Call holder = migration.claimed(new TestPlan());
        Call first = queued("first", "run-2");
        Call second = queued("second", "run-3");
        assertThat(waits(first)).isEqualTo("public.users is claimed by split");
        assertThat(waits(second)).isEqualTo("public.users is claimed by split");
        assertThat(migration.ledger.claim(holder)).as("what is held is held").isInstanceOf(Outcome.Done.class);
        migration.ledger.close(holder, "REVERTED");

        assertThat(waits(second)).isEqualTo("public.users is claimed by first, which waits for it too and came first");
        assertThat(migration.ledger.claim(queued("rash", "run-4"))).isInstanceOf(Outcome.Claimed.class);
        assertThat(migration.ledger.awaitClaim(first)).isInstanceOf(Outcome.Done.class);

        assertThat(waits(second)).isEqualTo("public.users is claimed by first");
        assertThat(migration.text("SELECT count(*) || ' ' || min(waits_for) FROM interlock.queue"))
                .contains("1 public.users is claimed by first");
    }

    @Test
    void oneThatStandsStillIsPassedAndKeepsItsPlace() {
        Call holder = migration.claimed(new TestPlan());
        Call first = queued("first", "run-2");
        Call second = queued("second", "run-3");
        waits(first);
        waits(second);
        migration.ledger.close(holder, "REVERTED");
        migration.run("UPDATE interlock.queue SET asked_at = clock_timestamp() - interval '1 minute' WHERE place = 1");

        assertThat(migration.ledger.awaitClaim(second)).isInstanceOf(Outcome.Done.class);

        assertThat(waits(first)).isEqualTo("public.users is claimed by second");
        assertThat(migration.text("SELECT place FROM interlock.queue")).contains("1");
    }

    private Call queued(String id, String run) {
        return migration.call(migration.register(new TestPlan().id(id), run), run, 0, "QUEUED");
    }

    private String waits(Call call) {
        return catchThrowableOfType(ApplicationFailure.class, () -> migration.ledger.awaitClaim(call))
                .getOriginalMessage();
    }

    @Test
    void whoeverStartsIsOnlyAName() {
        migration.register(new TestPlan(), "run");

        assertThat(migration.text("SELECT actor || ' ' || verified FROM interlock.event WHERE sequence = 0"))
                .contains("ann false");
    }

    @Test
    void aNoteIsWrittenOnce() {
        Registered registered = migration.register(new TestPlan(), "run");
        Call call = migration.call(registered, "run", 0, "QUEUED", note(1, "QUEUED", "waiting"));
        migration.ledger.record(call);

        migration.ledger.record(call);

        assertThat(migration.text("SELECT count(*) FROM interlock.event WHERE sequence = 1"))
                .contains("1");
        assertThat(migration.text("SELECT hold FROM interlock.migration")).contains("waiting");
    }

    @Test
    void aLateNoteIsKeptButDoesNotMoveTheRowBack() {
        Registered registered = migration.register(new TestPlan(), "run");
        migration.ledger.record(migration.call(registered, "run", 0, "RAMPING", note(2, "RAMPING", null)));

        migration.ledger.record(migration.call(registered, "run", 0, "QUEUED", note(1, "QUEUED", "waiting")));

        assertThat(migration.text("SELECT phase || coalesce(hold, '') FROM interlock.migration"))
                .contains("RAMPING");
        assertThat(migration.text("SELECT count(*) FROM interlock.event WHERE sequence > 0"))
                .contains("2");
    }

    @Test
    void closingGivesUpTheClaimAndFreesTheId() {
        Call call = migration.claimed(new TestPlan());
        Call closing = TestMigration.in(call, "REVERTED");
        migration.ledger.close(closing, "REVERTED");

        Outcome second = migration.ledger.close(closing, "REVERTED");

        assertThat(second).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT count(*) FROM interlock.claim")).contains("0");
        Registered again = migration.register(new TestPlan(), "run-2");
        assertThat(again.number()).isGreaterThan(call.number());
        assertThat(again.epoch()).isEqualTo(1);
        assertThat(migration.ledger.claim(migration.call(again, "run-2", again.epoch(), "QUEUED")))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void nothingEndsAsCompletedBeforeTheDrop() {
        Call call = migration.claimed(new TestPlan());

        assertFails(
                () -> migration.ledger.close(TestMigration.in(call, "COMPLETED"), "COMPLETED"), Failures.LEFT_BEHIND);
    }

    @Test
    void anIdThatCompletedIsTakenForGood() {
        Call call = migration.claimed(new TestPlan());
        migration.run("UPDATE interlock.migration SET dropped_at = now()");
        migration.ledger.close(TestMigration.in(call, "COMPLETED"), "COMPLETED");

        assertFails(() -> migration.register(new TestPlan(), "run-2"), Failures.ID_TAKEN);
    }

    @Test
    void aRunAfterTheDropGoesOnFromDroppedWithTheFlagUntouched() {
        Call call = migration.claimed(new TestPlan());
        migration.flags.raise(TestMigration.in(call, "RAMPING"), Percent.FULL);
        migration.run("UPDATE interlock.migration SET dropped_at = now()");

        Registered taken = migration.register(new TestPlan(), "run-2");

        assertThat(taken.continuesAt()).isEqualTo("DROPPED");
        assertThat(migration.text("SELECT percent FROM interlock.flag")).contains("100000");
    }

    private static Note note(long sequence, String phase, @Nullable String hold) {
        return new Note(sequence, Instant.EPOCH, Note.Kind.PHASE, "ann", true, "a note", phase, 0, hold);
    }

    private static void assertFails(ThrowingCallable call, String type) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getType()).isEqualTo(type);
            assertThat(failure.isNonRetryable()).isTrue();
        });
    }
}
