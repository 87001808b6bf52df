// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static dev.interlock.activities.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NonTransactionalTest {

    private static final String BUILD = "CREATE INDEX CONCURRENTLY users_name ON users (lower(full_name))";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 100) i");
    }

    @Test
    void aConcurrentIndexIsBuiltOutsideATransaction() {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(valid()).contains("t");
    }

    @Test
    void anIndexThatAnAttemptBuiltBeforeItDiedIsAdopted() {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));
        anEarlierAttemptDied(call);
        migration.run(BUILD);
        Optional<String> before = migration.text("SELECT 'users_name'::regclass::oid::text");

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT 'users_name'::regclass::oid::text")).isEqualTo(before);
        assertThat(migration.text("SELECT count(*) FROM interlock.script WHERE done_at IS NOT NULL"))
                .contains("1");
    }

    @Test
    void anInvalidIndexThatAnAttemptLeftIsBuiltAgain() {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));
        anEarlierAttemptDied(call);
        migration.run(BUILD);
        migration.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_name'::regclass");

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(valid()).contains("t");
    }

    @Test
    void anIndexOfTheSameNameAndAnotherDefinitionIsNotTakenForOurs() {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));
        anEarlierAttemptDied(call);
        migration.run("CREATE INDEX users_name ON users (full_name)");

        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "already exists");
    }

    @Test
    void aBuildThatPostgresRejectsLeavesNoInvalidIndex() {
        migration.run("UPDATE users SET full_name = 'same'");
        Call call = expanding(new TestPlan()
                .expandOutsideTransaction("CREATE UNIQUE INDEX CONCURRENTLY users_name ON users (full_name)"));

        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "could not create unique index");

        assertThat(valid()).isEmpty();
    }

    @Test
    void aFailedBuildDoesNotBlockTheNextOne() {
        migration.run("UPDATE users SET full_name = 'same'");
        Call call = expanding(new TestPlan()
                .expandOutsideTransaction("CREATE UNIQUE INDEX CONCURRENTLY users_name ON users (full_name)"));
        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED);
        migration.run("UPDATE users SET full_name = 'n' || id");

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(valid()).contains("t");
    }

    @Test
    void aDroppedIndexIsNotMissedASecondTime() {
        migration.run("CREATE INDEX users_name ON users (full_name)");
        Call call = expanding(new TestPlan().expandOutsideTransaction("DROP INDEX CONCURRENTLY users_name"));
        anEarlierAttemptDied(call);
        migration.run("DROP INDEX users_name");

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void anEnumValueIsAddedOnce() {
        migration.run("CREATE TYPE mood AS ENUM ('good')");
        Call call = expanding(new TestPlan().expandOutsideTransaction("ALTER TYPE mood ADD VALUE 'bad'"));
        anEarlierAttemptDied(call);
        migration.run("ALTER TYPE mood ADD VALUE 'bad'");

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
    }

    /** It had begun, and may have done its work, when it died before it could say so. */
    private void anEarlierAttemptDied(Call call) {
        migration.run(
                "INSERT INTO interlock.script (migration, round, kind, file, version, sha256, run_id, epoch, attempt)"
                        + " VALUES (" + call.number() + ", 1, 'expand', 'expand/1.sql', '1.1.1', '', 'run', 0, 1)");
    }

    private Call expanding(TestPlan plan) {
        return TestMigration.in(migration.claimed(plan), "EXPANDING");
    }

    private Optional<String> valid() {
        return migration.text("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('users_name')");
    }
}
