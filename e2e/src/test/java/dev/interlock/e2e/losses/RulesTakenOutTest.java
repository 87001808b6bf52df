// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.e2e.EndToEnd;
import dev.interlock.e2e.stack.Ledger;
import dev.interlock.e2e.stack.Servers;
import dev.interlock.e2e.stack.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The checker can fail: each of these takes one rule away, and it says what was lost. */
@EndToEnd
class RulesTakenOutTest {

    private static final String GUARD = """
            DO $$
            DECLARE
                trigger record;
            BEGIN
                SELECT tgname AS name, regexp_replace(pg_get_triggerdef(oid), 'FOR EACH ROW.*EXECUTE',
                       'FOR EACH ROW WHEN (record_image_ne(ROW(OLD.full_name, OLD.first_name, OLD.last_name),'
                       ' ROW(NEW.full_name, NEW.first_name, NEW.last_name))) EXECUTE') AS definition
                INTO STRICT trigger
                FROM pg_trigger
                WHERE tgrelid = 'PEOPLE'::regclass AND tgname LIKE 'zzzz_interlock%' AND tgtype & 16 = 16;
                EXECUTE replace(trigger.definition, 'CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER');
                EXECUTE format('ALTER TABLE PEOPLE ENABLE ALWAYS TRIGGER %I', trigger.name);
            END
            $$
            """;

    private @Nullable LossWorld opened;

    private LossWorld open(Servers servers, String id, long seed, LossPlan plan) throws Exception {
        LossWorld world = new LossWorld(servers, id, seed);
        opened = world;
        world.open(plan);
        return world;
    }

    @AfterEach
    void close() throws InterruptedException {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void withSyncOffTheOtherPathDoesNotReadWhatWasWritten(Servers servers) throws Exception {
        LossWorld world = open(servers, "without-sync", 1, LossPlan.UNTHROTTLED);
        world.await(Moment.FIRST_STEP);

        world.execute("ALTER TABLE " + world.table() + " DISABLE TRIGGER USER");
        world.awaitWrites(200);
        world.stopWriting();

        assertThat(world.check(true)).anyMatch(finding -> finding.contains("acknowledged last"));
    }

    /** An unsynced UPDATE moves an unfilled row behind the cursor; the guard then keeps the final pass from it as well. */
    @Test
    void withTheGuardOnBeforeTheBackfillHasEndedRowsAreNeverFilled(Servers servers) throws Exception {
        LossWorld world = open(servers, "guard-too-early", 2, LossPlan.SLOWLY_FILLED);
        world.awaitBackfillUnderWay();

        world.execute(GUARD.replace("PEOPLE", world.table()));
        world.execute("UPDATE " + world.table() + " SET note = 'moved' WHERE first_name IS NULL");
        Waiting.until(world.id() + " to be held", () -> servers.ledger().standing(world.id()), Ledger.Standing::isHeld);
        world.stopWriting();

        assertThat(world.check(true)).anyMatch(finding -> finding.contains("acknowledged last"));
    }

    /** What such a cursor leaves out is missing, until the final pass finds it. */
    @Test
    void withTheCursorAheadOfTheRowsTheyAreMissingUntilTheFinalPass(Servers servers) throws Exception {
        LossWorld world = open(servers, "cursor-ahead", 3, LossPlan.SLOWLY_FILLED);
        world.awaitBackfillUnderWay();

        servers.killWorker();
        world.execute("UPDATE interlock.backfill b SET next_block = blocks FROM interlock.migration m"
                + " WHERE b.migration = m.number AND m.id = '" + world.id() + "'");
        world.stopWriting();
        assertThat(world.check(true)).anyMatch(finding -> finding.contains("acknowledged last"));

        servers.startWorker();
        world.await(Moment.AT_ZERO);
        assertThat(world.check(true)).isEmpty();
    }

    @Test
    void withoutCompareAndSetALateAttemptMovesTheFlag(Servers servers) throws Exception {
        LossWorld world = open(servers, "without-compare", 4, LossPlan.UNTHROTTLED);
        world.await(Moment.FIRST_STEP);
        servers.api().command(world.id(), "rollback", "to be overtaken by a late attempt");
        servers.ledger().awaitPhase(world.id(), "ROLLED_BACK");

        world.execute("UPDATE interlock.flag SET percent = 50000, version = version + 1, actor = 'interlock'"
                + " WHERE key = '" + world.id() + "'");
        world.stopWriting();

        assertThat(world.check(true)).anyMatch(finding -> finding.contains("the flag went from 0 to 50000"));
    }

    @Test
    void withTheFlagDownBeforeTheNamesAreBackTheOldPathFails(Servers servers) throws Exception {
        LossWorld world = open(servers, "flag-first", 5, LossPlan.LONG_HIDDEN);
        world.releaseWithoutOldShapeOnNewPath();
        Nurse nurse = new Nurse(servers, world.id());
        nurse.approve();
        nurse.start();
        world.await(Moment.HIDDEN);

        // In one transaction: the ledger is every test's.
        world.execute("ALTER TABLE interlock.flag DISABLE TRIGGER USER;"
                + " UPDATE interlock.flag SET percent = 0, version = version + 1 WHERE key = '" + world.id() + "';"
                + " ALTER TABLE interlock.flag ENABLE TRIGGER USER");
        List<String> surprises = Waiting.until("an old path that fails", world::surprises, failed -> !failed.isEmpty());
        nurse.stop();

        assertThat(surprises).anyMatch(surprise -> surprise.contains("full_name"));
    }
}
