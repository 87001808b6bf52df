// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.backfill.BackfillRunner;
import dev.interlock.activities.backfill.FakeTempo;
import dev.interlock.activities.backfill.RepairRunner;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.MigrationSessions;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class TakenOverTest {

    private static final List<String> STEPS = List.of("sync");

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final TestPlan test =
            new TestPlan().sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")));

    /** It would put triggers on a table whose new columns its successor has already taken away. */
    @Test
    void anAttemptThatWasLeftBehindPutsNoTriggerOn() throws SQLException {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text, name text)");
        Call call = migration.claimed(test);
        MigrationPlan plan = test.in(migration.database.name());
        MigrationSessions left = sessions(call, 1).takeOver(STEPS);
        sessions(call, 2).takeOver(STEPS);

        assertLeftBehind(() -> new SyncInstaller(left).install(call.number(), plan, "sha", Progress.NONE));

        assertThat(migration.text("SELECT count(*) FROM pg_trigger WHERE tgrelid = 'users'::regclass"))
                .contains("0");
    }

    /** Its session was opened after its successor had ended those that it found, such as between two tables. */
    @Test
    void anAttemptThatWasLeftBehindWritesNoBatch() throws SQLException {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text, name text);"
                + " INSERT INTO users VALUES (1, 'Ann')");
        Call call = migration.claimed(test);
        MigrationPlan plan = test.in(migration.database.name());
        MigrationSessions left = sessions(call, 1).takeOver(STEPS);
        MigrationSessions right = sessions(call, 2).takeOver(STEPS);
        new SyncInstaller(right).install(call.number(), plan, "sha", Progress.NONE);

        assertLeftBehind(
                () -> new BackfillRunner(left, new FakeTempo()).run(call.number(), 1, plan, "sha", Progress.NONE));
        assertLeftBehind(() -> new RepairRunner(left, new FakeTempo()).run(call.number(), 1, plan, Progress.NONE));

        assertThat(migration.text("SELECT count(name) FROM users")).contains("0");
        assertThat(migration.text("SELECT count(*) FROM interlock.backfill")).contains("0");
        assertThat(new BackfillRunner(right, new FakeTempo()).run(call.number(), 1, plan, "sha", Progress.NONE))
                .isInstanceOf(Outcome.Done.class);
    }

    private static void assertLeftBehind(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo(Failures.TAKEN_OVER));
    }

    private MigrationSessions sessions(Call call, int attempt) {
        return migration.database.sessions(call.migration(), call.number(), attempt);
    }
}
