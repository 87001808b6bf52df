// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static dev.interlock.activities.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.SmallDisk;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.archive.ArchiveKeeper;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room for what is kept, or for what comes back: it holds at once with PostgreSQL's words, and goes on when there is room. */
final class ArchiveDiskFullTest {

    private static final String WORDS = "No space left on device (SQLSTATE 53100)";

    private static final String FULL_UP = "CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;"
            + " CREATE TRIGGER full_up ";

    private static final String OUTCOME =
            "SELECT state || ': ' || message FROM interlock.archive_order ORDER BY id DESC LIMIT 1";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Hiding hiding = new Hiding(migration);
    private final ArchiveKeeper keeper = new ArchiveKeeper(migration.database, () -> false);

    /** Eight rows to a block, so that a batch is far less than the table. */
    private Call at100() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, filler text);"
                + " INSERT INTO users SELECT i, repeat('f', 900) || i FROM generate_series(1, 4000) i");
        return hiding.at100(new TestPlan()
                .archive(Duration.ofDays(30))
                .expand("ALTER TABLE users ADD COLUMN name text")
                .contract("ALTER TABLE users DROP COLUMN filler"));
    }

    /** On a disk of its own, two megabytes, where half of the archive fits. */
    @Test
    void anArchiveThatFillsTheDiskHoldsAndGoesOnFromItsCursorOnceThereIsRoom(@TempDir Path folder) {
        Call call = at100();
        try (SmallDisk disk = SmallDisk.mount(migration, folder, "2m", "interlock_archive.m1_1_users")) {
            disk.takesWhatIsNew();

            assertRefused(
                    () -> migration.contract.archive(call), Failures.SQL_REJECTED, WORDS, "Check free disk space");
            String stoppedAt = cursor();
            assertThat(stoppedAt).doesNotStartWith("0 ").isEqualTo(cursorByRows());
            assertRefused(() -> migration.contract.archive(call), Failures.SQL_REJECTED, WORDS);
            assertThat(cursorByRows()).as("nothing half applied").isEqualTo(cursor());

            disk.grow("64m");
            goesOnToTheDrop(call);
        }
    }

    /** The same where no disk can be mounted: a trigger says what PostgreSQL would say. */
    @Test
    void whateverRunsOutOfRoomWhileArchivingHoldsAtOnce() {
        Call call = at100();
        migration.contract.archive(call);
        migration.run("DELETE FROM interlock_archive.m1_1_users; UPDATE interlock.archive SET proof = NULL;"
                + " DELETE FROM interlock.archive_fill; " + FULL_UP + "BEFORE INSERT ON interlock_archive.m1_1_users"
                + " FOR EACH ROW WHEN (NEW.id > 3000) EXECUTE FUNCTION full_up()");

        assertRefused(() -> migration.contract.archive(call), Failures.SQL_REJECTED, "split in HIDING: ", WORDS);
        assertThat(cursor()).doesNotStartWith("0 ").isEqualTo(cursorByRows());

        migration.run("DROP TRIGGER full_up ON interlock_archive.m1_1_users");
        goesOnToTheDrop(call);
    }

    @Test
    void aRestoreThatRunsOutOfRoomIsRefusedWithTheReasonAndTheSameOrderGoesOn() throws SQLException {
        Call call = at100();
        migration.contract.archive(call);
        dropped(call);
        migration.run(
                "DELETE FROM interlock.claim; UPDATE interlock.migration SET ended_at = now(), ended_as = 'COMPLETED';"
                        + FULL_UP
                        + "BEFORE UPDATE ON users FOR EACH ROW WHEN (NEW.id > 3000) EXECUTE FUNCTION full_up()");

        restore();
        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("REFUSED: ")
                        .contains(WORDS, "what is restored so far stays, and the same order goes on from there"));
        assertThat(migration.text("SELECT rows_restored FROM interlock.archive_restore"))
                .isEqualTo(migration.text("SELECT count(filler) FROM users"))
                .isNotEqualTo(Optional.of("0"));

        migration.run("DROP TRIGGER full_up ON users");
        restore();
        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("DONE: column public.users.filler restored, 4,000 rows"));
        assertThat(migration.text("SELECT count(*) FROM users WHERE filler = repeat('f', 900) || id"))
                .contains("4000");
    }

    private void restore() throws SQLException {
        migration.text("SELECT interlock.order_archive('restore', 'split', '', '', 'ann', 'we need it')");
        keeper.look();
    }

    private void goesOnToTheDrop(Call call) {
        assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);
        dropped(call);
        assertThat(migration.text("SELECT count(*) FROM users u JOIN interlock_archive.m1_1_users a USING (id)"
                        + " WHERE a.filler = repeat('f', 900) || u.id"))
                .contains("4000");
    }

    private void dropped(Call call) {
        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);
    }

    private String cursor() {
        return migration
                .text("SELECT (next_block > 0)::int || ' ' || rows_written FROM interlock.archive_fill")
                .orElseThrow();
    }

    private String cursorByRows() {
        return migration
                .text("SELECT '1 ' || count(*) FROM interlock_archive.m1_1_users")
                .orElseThrow();
    }
}
