// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RevertTest {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final TestPlan plan = new TestPlan()
            .sync(SyncRule.of("users", Map.of("name", "upper(full_name)"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .revert("ALTER TABLE users DROP COLUMN name");

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'N' || i FROM generate_series(1, 100) i");
    }

    @Test
    void revertTakesSyncOffAndUndoesTheExpand() {
        Call call = expanded();
        migration.schema.backfill(TestMigration.in(call, "BACKFILLING"));

        Outcome outcome = migration.schema.revert(TestMigration.in(call, "REVERTING"));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text(
                        "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = 'users'::regclass"))
                .contains("0");
        assertThat(migration.text("SELECT count(*) FROM information_schema.columns WHERE table_name = 'users'"))
                .contains("2");
    }

    @Test
    void revertingTwiceChangesNothingMore() {
        Call reverting = TestMigration.in(expanded(), "REVERTING");
        migration.schema.revert(reverting);

        assertThat(migration.schema.revert(reverting)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void revertIsRefusedWithTheCountOfRowsThatItWouldLose() {
        Call call = expanded();
        migration.schema.backfill(TestMigration.in(call, "BACKFILLING"));
        migration.run("UPDATE users SET name = 'only here ' || id WHERE id <= 3");

        Outcome outcome = migration.schema.revert(TestMigration.in(call, "REVERTING"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("3 rows"));
        assertThat(migration.text("SELECT count(name) FROM users")).contains("100");
    }

    @Test
    void revertIsRefusedWhileTheFlagIsUp() {
        Call call = expanded();
        migration.flags.raise(TestMigration.in(call, "RAMPING"), Percent.of(5));
        migration.run("UPDATE interlock.migration SET phase = 'ROLLED_BACK'");

        Outcome outcome = migration.schema.revert(TestMigration.in(call, "REVERTING"));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    private Call expanded() {
        Call call = TestMigration.in(migration.claimed(plan), "EXPANDING");
        migration.schema.expand(call);
        return call;
    }
}
