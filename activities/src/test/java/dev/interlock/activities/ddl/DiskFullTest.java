// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static dev.interlock.activities.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.SmallDisk;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room for what a step would write: a hold at once with PostgreSQL's words, and after there is room it goes on. */
final class DiskFullTest {

    private static final String WORDS = "No space left on device (SQLSTATE 53100)";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final TestPlan plan = new TestPlan()
            .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text");

    /** Eight rows to a block, so that a batch is far less than the table. */
    private void users(String tablespace) {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text, filler text) " + tablespace
                + "; INSERT INTO users SELECT i, 'n' || i, repeat('f', 900) FROM generate_series(1, 4000) i");
    }

    /** On a disk of its own, six megabytes, where the table fits once and not twice. */
    @Test
    void aBackfillThatFillsTheDiskHoldsAndGoesOnFromItsCursorOnceThereIsRoom(@TempDir Path folder) {
        try (SmallDisk disk = SmallDisk.mount(migration, folder, "6m", "users")) {
            users("TABLESPACE small");
            Call call = backfilling();

            assertRefused(() -> migration.schema.backfill(call), Failures.SQL_REJECTED, WORDS, "Check free disk space");
            String stoppedAt = cursor();
            assertThat(stoppedAt).doesNotStartWith("0 ").isEqualTo(cursorByRows());
            assertRefused(() -> migration.schema.backfill(call), Failures.SQL_REJECTED, WORDS);
            assertThat(cursor()).as("nothing half applied").isEqualTo(stoppedAt);

            disk.grow("64m");
            goesOnToTheEnd(call);
        }
    }

    @Test
    void anExpandThatFindsTheDiskFullIsNotHalfAppliedAndRunsOnceThereIsRoom(@TempDir Path folder) {
        try (SmallDisk disk = SmallDisk.mount(migration, folder, "1m", "users", "copies")) {
            users("");
            Call call = TestMigration.in(
                    migration.claimed(
                            new TestPlan()
                                    .expand("ALTER TABLE users ADD COLUMN name text;"
                                            + " CREATE TABLE copies TABLESPACE small AS SELECT * FROM users")
                                    .expandOutsideTransaction(
                                            "CREATE INDEX CONCURRENTLY wide ON users (left(filler, 500), id) TABLESPACE small")),
                    "EXPANDING");

            assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "expand/1.sql", WORDS);
            assertThat(migration.text("SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass"
                            + " AND attname = 'name'"))
                    .contains("0");

            disk.grow("6m");
            assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "expand/2.sql", WORDS);
            assertThat(migration.text("SELECT to_regclass('copies')::text || ' ' || (to_regclass('wide') IS NULL)"))
                    .as("the first script stays, and no invalid index is left")
                    .contains("copies true");

            disk.grow("64m");
            assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
            assertThat(migration.text("SELECT indisvalid FROM pg_index WHERE indexrelid = 'wide'::regclass"))
                    .contains("t");
        }
    }

    /** The same where no disk can be mounted: a trigger says what PostgreSQL would say. */
    @Test
    void whateverRunsOutOfRoomInABatchHoldsAtOnce() {
        users("");
        Call call = backfilling();
        migration.run("CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;"
                + " CREATE TRIGGER full_up AFTER UPDATE ON users FOR EACH ROW WHEN (NEW.id > 3000)"
                + " EXECUTE FUNCTION full_up()");

        assertRefused(() -> migration.schema.backfill(call), Failures.SQL_REJECTED, WORDS);
        assertThat(cursor()).doesNotStartWith("0 ").isEqualTo(cursorByRows());

        migration.run("DROP TRIGGER full_up ON users");
        goesOnToTheEnd(call);
    }

    private Call backfilling() {
        Call call = TestMigration.in(migration.claimed(plan), "EXPANDING");
        migration.schema.expand(call);
        return TestMigration.in(call, "BACKFILLING");
    }

    private void goesOnToTheEnd(Call call) {
        assertThat(migration.schema.backfill(call))
                .isEqualTo(new Outcome.Done(
                        "filled 4,000 rows of public.users; a pass over all rows found none out of parity"));
        assertThat(migration.schema.parity(TestMigration.in(call, "RAMPING"))).isInstanceOf(Outcome.Done.class);
    }

    private String cursor() {
        return migration
                .text("SELECT (next_block > 0)::int || ' ' || rows_written FROM interlock.backfill")
                .orElseThrow();
    }

    private String cursorByRows() {
        return migration
                .text("SELECT '1 ' || count(*) FROM users WHERE name IS NOT NULL")
                .orElseThrow();
    }
}
