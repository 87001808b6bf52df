// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.source.FakeMetricSource;
import dev.interlock.activities.source.Questions;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HideWatchTest {

    private final WatchBench bench;
    private final Call call;

    HideWatchTest() throws SQLException {
        bench = WatchBench.at(Percent.FULL, Questions.saturation(GuardrailRule.OnFail.ROLLBACK), WatchPlans.SQLSTATES)
                .answering(new FakeMetricSource().has(0.1));
        call = in("HIDING");
        bench.evaluator.served(5, 0, 100, 0).reports();
        WatchedDatabase.run(
                "INSERT INTO interlock.hiding (migration, lock_ms, old_calls) SELECT ?, 500,"
                        + " jsonb_object_agg(instance || ' ' || boot_id, old_started) FROM interlock.evaluator WHERE flag_key = ?",
                bench.call.number(),
                bench.key);
        WatchedDatabase.run(
                "INSERT INTO interlock.hidden (migration, position, kind, relation, schema_name, table_name, name, hidden_name)"
                        + " VALUES (?, 1, 'column', 0, 'public', 'late_users', 'full_name', 'interlock_hidden_' || ? || '_1_full_name')",
                bench.call.number(),
                bench.call.number());
    }

    @AfterEach
    void nothingIsHidden() throws SQLException {
        WatchedDatabase.run("DELETE FROM interlock.hiding WHERE migration = ?", bench.call.number());
        bench.close();
    }

    @Test
    void callsOfTheOldPathFromBeforeTheHideAreNobodysFault() throws SQLException {
        bench.evaluator.served(0, 0, 1_000, 0).reports();

        ApplicationFailure failure = stillFine();

        assertThat(failure.getType()).isEqualTo("still-fine");
        assertThat(failure.getNextRetryDelay()).isEqualTo(bench.plan.ramp().lookEvery());
    }

    @Test
    void evaluatorThatCallsTheOldPathIsNamed() throws SQLException {
        bench.evaluator.served(3, 3, 1_000, 0).reports();

        assertThat(bench.activities.hidden(call, WatchBench.BEGUN))
                .isEqualTo(new Outcome.LateReader(
                        "shop-1 is on the old path: 3 calls since the old names were hidden, 0 in flight"));
    }

    @Test
    void aNewPathThatNamesWhatIsHiddenIsALateReaderAndPutsNobodyBack() throws SQLException {
        assertThat(stillFine().getType()).isEqualTo("still-fine");
        bench.evaluator.served(0, 0, 1_000, 1).missed(0, 1).reports();

        assertThat(bench.activities.hidden(call, WatchBench.BEGUN))
                .isEqualTo(new Outcome.LateReader(
                        "the new path threw 1 × 42703 or 42P01: it names a column or table that is not there"));
        assertThat(stillFine().getType()).isEqualTo("still-fine");
    }

    @Test
    void noSourceIsAskedBeforeWhoeverFailsIsAnswered() throws SQLException {
        bench.answering(question -> {
            throw new AssertionError("somebody fails meanwhile");
        });
        bench.evaluator.served(3, 3, 1_000, 0).reports();

        assertThat(bench.activities.hidden(call, WatchBench.BEGUN)).isInstanceOf(Outcome.LateReader.class);
    }

    @Test
    void evaluatorThatStartsWhileHiddenCountsFromItsStart() throws SQLException {
        bench.evaluator.restarts();
        bench.evaluator.served(1, 1, 10, 0).reports();

        assertThat(bench.activities.hidden(call, WatchBench.BEGUN))
                .isEqualTo(new Outcome.LateReader(
                        "shop-1 is on the old path: 1 calls since the old names were hidden, 0 in flight"));
    }

    @Test
    void sessionWhoseLastStatementNamedWhatIsHiddenIsNamedAlthoughItFailed() throws SQLException {
        try (Connection reports =
                WatchedDatabase.databases().named(WatchedDatabase.NAME).connect("nightly-report")) {
            assertThatThrownBy(() -> Sql.run(reports, "SELECT full_name FROM late_users"))
                    .isInstanceOf(SQLException.class);

            assertThat(bench.activities.hidden(call, WatchBench.BEGUN))
                    .isInstanceOfSatisfying(
                            Outcome.LateReader.class,
                            late -> assertThat(late.who())
                                    .contains(
                                            "application nightly-report) names column late_users.full_name: SELECT full_name FROM late_users"));
        }
    }

    @Test
    void anotherThingOfThatNameIsNoReader() throws SQLException {
        try (Connection shop =
                WatchedDatabase.databases().named(WatchedDatabase.NAME).connect("shop")) {
            Sql.run(
                    shop,
                    "SELECT first_name AS full_name FROM (SELECT 'a' AS first_name) late_users ORDER BY full_name");

            assertThat(stillFine().getType()).isEqualTo("still-fine");
            Sql.run(shop, "SELECT 'full_name' FROM (SELECT 1) late_users");
            assertThat(stillFine().getType()).isEqualTo("still-fine");
        }
    }

    @Test
    void whoeverIsLateIsSeenWhileItIsHeldAsWell() throws SQLException {
        bench.evaluator.served(3, 3, 0, 0).reports();

        assertThat(bench.activities.guard(call, new Task.Guard(Percent.FULL, WatchBench.BEGUN, false)))
                .isInstanceOf(Outcome.LateReader.class);
    }

    @Test
    void killThatHasUnhiddenIsAMovedFlag() throws SQLException {
        WatchedDatabase.zero(bench.key);

        assertThat(bench.activities.hidden(call, WatchBench.BEGUN)).isInstanceOf(Outcome.FlagMoved.class);
    }

    private Call in(String phase) {
        Call from = bench.call;
        return new Call(
                from.database(),
                from.migration(),
                from.number(),
                from.runId(),
                from.epoch(),
                from.round(),
                phase,
                from.notes());
    }

    private ApplicationFailure stillFine() {
        ActivityFailure failure =
                catchThrowableOfType(ActivityFailure.class, () -> bench.activities.hidden(call, WatchBench.BEGUN));
        return (ApplicationFailure) Objects.requireNonNull(failure.getCause());
    }
}
