// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.e2e.stack.Blocker;
import dev.interlock.e2e.stack.JarProcess;
import dev.interlock.e2e.stack.People;
import dev.interlock.e2e.stack.Servers;
import dev.interlock.e2e.stack.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A worker that stands still in the middle of its work, as in a machine that hangs, and wakes up when another one does it
 * or has done it: it changes nothing, and says why.
 */
@EndToEnd
class StoppedWorkerTest {

    /** Seconds of backfill. */
    private static final int MANY = 100_000;

    private static final String LEFT_BEHIND = "was left behind by attempt ";

    /** The session that works on this migration, by its step. */
    private static final String SESSION = """
            SELECT coalesce(max(a.state), 'gone') FROM pg_stat_activity a
            WHERE a.application_name LIKE 'interlock:%%:%s:%%' AND a.query LIKE '%%%s%%'
            """;

    private static final String FILLED = """
            SELECT b.next_block, b.rows_written, b.updated_at,
                   (SELECT string_agg(t.tgname || ' ' || t.xmin, ' ' ORDER BY t.tgname) FROM pg_trigger t
                    WHERE t.tgrelid = 'TABLE'::regclass)
            FROM interlock.backfill b WHERE b.table_name = 'public.TABLE'
            """;

    private static final String INDEX = """
            SELECT i.indexrelid, i.indisvalid, s.attempt
            FROM pg_index i, interlock.script s JOIN interlock.migration m ON m.number = s.migration
            WHERE i.indexrelid = 'TABLE_first_name'::regclass AND m.tables = '{public.TABLE}' AND s.file LIKE '%index%'
            """;

    @Test
    void aWorkerThatWasStoppedInABatchOfTheBackfillChangesNothingAfterwards(Servers servers) throws Exception {
        JarProcess stopped = servers.worker();
        try (People people = People.open(servers, "stopped-in-backfill", MANY)) {
            people.startMigration();
            Waiting.until("the worker to stand still inside a batch", () -> standsStillInABatch(stopped, people));

            servers.startAnotherWorker();
            servers.ledger().awaitPhase(people.id(), "RAMPING");
            String filled = people.row(FILLED);
            stopped.wake();
            saysThatItWasLeftBehind(stopped, people);

            assertThat(people.row(FILLED)).isEqualTo(filled);
            completesWithNoWriteLost(servers, people);
        } finally {
            putAway(stopped, servers);
        }
    }

    @Test
    void aWorkerThatWasStoppedInAnExpandScriptLeavesTheIndexThatItsSuccessorBuildsAlone(Servers servers)
            throws Exception {
        JarProcess stopped = servers.worker();
        try (People people = People.open(servers, "stopped-in-expand")) {
            String built;
            try (Blocker report = people.holdASnapshot()) {
                people.startMigrationWithIndex();
                Waiting.until("the index to wait behind " + report, () -> isBuilding(people));
                stopped.stop();
                servers.startAnotherWorker();
                Waiting.until(
                        "a second attempt to build it",
                        () -> people.row("SELECT count(*) FROM interlock.script s JOIN interlock.migration m"
                                + " ON m.number = s.migration WHERE m.tables = '{public.TABLE}' AND s.attempt > 1"),
                        "1"::equals);
                Waiting.until("it to wait there too", () -> isBuilding(people));
                built = people.row(INDEX);
                stopped.wake();
                saysThatItWasLeftBehind(stopped, people);
                assertThat(isBuilding(people)).isTrue();
            }
            servers.ledger().awaitPhase(people.id(), "RAMPING");

            assertThat(people.row(INDEX)).isEqualTo(built.replace(" f ", " t "));
            completesWithNoWriteLost(servers, people);
        } finally {
            putAway(stopped, servers);
        }
    }

    /** Between two batches nothing is open: then it is woken, and stopped again. */
    private static boolean standsStillInABatch(JarProcess worker, People people) throws Exception {
        if (!people.row(SESSION.formatted("backfill", "stopped_in_backfill")).equals("active")) {
            return false;
        }
        worker.stop();
        String state = Waiting.until(
                "its statement to end",
                () -> people.row(SESSION.formatted("backfill", "")),
                seen -> !seen.equals("active"));
        if (state.equals("idle in transaction")) {
            return true;
        }
        worker.wake();
        return false;
    }

    private static boolean isBuilding(People people) throws Exception {
        return people.row("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONCURRENTLY TABLE_%'"
                        + " AND wait_event_type = 'Lock'")
                .equals("1");
    }

    private static void saysThatItWasLeftBehind(JarProcess worker, People people) throws Exception {
        Waiting.until("it to say that it was left behind", worker::said, said -> said(said, people.id()));
        assertThat(worker.isAlive()).isTrue();
    }

    private static boolean said(List<String> lines, String id) {
        return lines.stream().anyMatch(line -> line.contains(id) && line.contains(LEFT_BEHIND));
    }

    /** The servers are every test's: one worker is left to them, whatever has come of this. */
    private static void putAway(JarProcess stopped, Servers servers) throws Exception {
        if (servers.worker() == stopped) {
            stopped.wake();
        } else {
            stopped.kill();
        }
    }

    private static void completesWithNoWriteLost(Servers servers, People people) throws Exception {
        servers.ledger().awaitPhase(people.id(), "COMPLETED");
        assertThat(people.lostOnTheNewPath()).isEmpty();
    }
}
