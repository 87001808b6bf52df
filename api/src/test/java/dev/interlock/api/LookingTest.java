// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.api.ApiUnderTest.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookingTest {

    private ApiUnderTest api;

    @BeforeEach
    void emptyLedger() {
        api = ApiUnderTest.withEmptyLedger();
    }

    @Test
    void listComesFromTheLedgerNewestFirst() {
        api.database().migration("older", "abc", "COMPLETED", "'COMPLETED'");
        api.database().migration("newer", "abc", "RAMPING", "NULL");

        JsonNode list = api.get("/api/v1/migrations").json();

        assertThat(list.path("migrations").findValuesAsText("id")).containsExactly("newer", "older");
        assertThat(list.at("/migrations/0/percent").asDouble()).isEqualTo(20);
        assertThat(list.at("/databases/0").asText()).isEqualTo("shop");
        assertThat(list.path("more").asBoolean()).isFalse();
    }

    @Test
    void listIsNarrowedByPhaseAndOwner() {
        api.database().migration("one", "abc", "RAMPING", "NULL");
        api.database().migration("two", "abc", "SOAKING", "NULL");

        JsonNode list =
                api.get("/api/v1/migrations?phase=soaking&owner=team-accounts").json();

        assertThat(list.path("migrations").findValuesAsText("id")).containsExactly("two");
    }

    @Test
    void listHasPagesOfFifty() {
        for (int i = 1; i <= 51; i++) {
            api.database().migration("many-" + i, "abc", "RAMPING", "NULL");
        }

        JsonNode second = api.get("/api/v1/migrations?page=2").json();

        assertThat(second.path("migrations").findValuesAsText("id")).containsExactly("many-1");
        assertThat(api.get("/api/v1/migrations").json().path("more").asBoolean())
                .isTrue();
    }

    @Test
    void pageThatIsNoNumberIsRefused() {
        assertThat(api.get("/api/v1/migrations?page=x").problem()).isEqualTo("invalid-request");
    }

    @Test
    void runningMigrationIsShownLive() {
        api.start("live");
        api.database().migration("live", "abc", "PREFLIGHT", "NULL");

        JsonNode one = api.get("/api/v1/migrations/shop/live").json();

        assertThat(one.path("live").asBoolean()).isTrue();
        assertThat(one.path("phase").asText()).isEqualTo("RAMPING");
        assertThat(one.path("startedBy").asText()).isEqualTo("alice");
        assertThat(one.path("line").asText())
                .startsWith("schema serves old + new; application 20 % new on 0 evaluators;");
    }

    @Test
    void theLineSaysOnHowManyEvaluators() {
        api.start("counted");
        api.database().migration("counted", "abc", "RAMPING", "NULL");
        api.database()
                .run("INSERT INTO interlock.flag (key, migration, actor, reason) SELECT id, number, 'x', 'y'"
                        + " FROM interlock.migration WHERE id = 'counted';"
                        + " SELECT interlock.report('counted', i::text, md5(i::text)::uuid, 1, 0,"
                        + " array_fill(0::bigint, ARRAY[136]), i = 3) FROM generate_series(1, 3) AS i;"
                        + " UPDATE interlock.evaluator SET reported_at = reported_at - interval '1 minute'"
                        + " WHERE instance = '2'");

        JsonNode one = api.get("/api/v1/migrations/shop/counted").json();

        assertThat(one.path("evaluators").asInt()).isEqualTo(1);
        assertThat(one.path("line").asText())
                .isEqualTo("schema serves old + new; application 20 % new on 1 evaluator; controlled by flag"
                        + " users-split-name, never moved");
    }

    @Test
    void migrationThatTheLedgerDoesNotKnowYetIsShownLive() {
        api.start("fresh");

        JsonNode one = api.get("/api/v1/migrations/shop/fresh").json();

        assertThat(one.path("live").asBoolean()).isTrue();
        assertThat(one.path("id").asText()).isEqualTo("fresh");
    }

    @Test
    void whoeverBlocksTheSchemaWorkIsNamed() {
        api.database().migration("blocked", "abc", "EXPANDING", "NULL");
        api.database().run("""
                INSERT INTO interlock.lock_wait
                SELECT number, 'expand', 'expand/1.sql', 3, 2, clock_timestamp(), clock_timestamp(),
                       '[{"pid": 7, "user": "app", "application": "shop", "transactionAgeMillis": 12000, "query": "SELECT 1"}]'
                FROM interlock.migration WHERE id = 'blocked'
                """);

        JsonNode one = api.get("/api/v1/migrations/shop/blocked").json();

        assertThat(one.at("/waitingFor/doing").asText()).isEqualTo("expand/1.sql");
        assertThat(one.at("/waitingFor/failures").asInt()).isEqualTo(2);
        assertThat(one.at("/waitingFor/blockers/0/application").asText()).isEqualTo("shop");
    }

    @Test
    void whatAWorkerSawBeforeItDiedIsNotShownForLong() {
        api.database().migration("left", "abc", "EXPANDING", "NULL");
        api.database().run("""
                INSERT INTO interlock.lock_wait
                SELECT number, 'expand', 'expand/1.sql', 3, 2, clock_timestamp(), clock_timestamp() - interval '1 min', '[{}]'
                FROM interlock.migration WHERE id = 'left'
                """);

        assertThat(api.get("/api/v1/migrations/shop/left").json().has("waitingFor"))
                .isFalse();
    }

    @Test
    void migrationWithoutARunIsShownAsRecorded() {
        api.database().migration("gone", "abc", "SOAKING", "NULL");

        JsonNode one = api.get("/api/v1/migrations/shop/gone").json();

        assertThat(one.path("live").asBoolean()).isFalse();
        assertThat(one.path("phase").asText()).isEqualTo("SOAKING");
    }

    @Test
    void backfillIsShownTableByTableAsTheLedgerHasIt() {
        api.database().migration("filling", "abc", "BACKFILLING", "NULL");
        api.database().run("""
                        INSERT INTO interlock.backfill (migration, round, table_name, leaf, relfilenode, blocks, next_block, rows_written)
                        SELECT number, leaves.round, 'public.users', leaf, 1, 100, done, 40 * done
                        FROM interlock.migration, (VALUES (1, 'a', 100), (1, 'b', 20), (2, 'a', 1)) AS leaves (round, leaf, done)
                        WHERE id = 'filling';
                        INSERT INTO interlock.backfill_pace
                        SELECT number, 1, 'public.users', 250.5, 320, '500', 'replica shop-2 is 12s behind', clock_timestamp()
                        FROM interlock.migration WHERE id = 'filling';
                        INSERT INTO interlock.throttle
                        SELECT number, '500', 'ann', 'the shop is slow', 'run', 7, '2026-01-01T10:00:00Z'
                        FROM interlock.migration WHERE id = 'filling'
                        """);

        JsonNode backfill = api.get("/api/v1/migrations/shop/filling").json().path("backfill");

        assertThat(backfill.path("tables")).hasSize(1);
        assertThat(backfill.at("/tables/0").toString())
                .isEqualTo("{\"table\":\"public.users\",\"rowsWritten\":4800,\"blocksDone\":120,\"blocksTotal\":200,"
                        + "\"rowsPerSecond\":250.5,\"secondsLeft\":320,\"rate\":\"500\","
                        + "\"waitsFor\":\"replica shop-2 is 12s behind\"}");
        assertThat(backfill.at("/ordered/actor").asText()).isEqualTo("ann");
        assertThat(backfill.at("/ordered/reason").asText()).isEqualTo("the shop is slow");
    }

    @Test
    void backfillThatSaysNothingAnyMoreHasNoSpeed() {
        api.database().migration("silent", "abc", "BACKFILLING", "NULL");
        api.database().run("""
                        INSERT INTO interlock.backfill (migration, round, table_name, leaf, relfilenode, blocks)
                        SELECT number, 1, 'public.users', 'a', 1, 100 FROM interlock.migration WHERE id = 'silent';
                        INSERT INTO interlock.backfill_pace
                        SELECT number, 1, 'public.users', 250.5, 320, 'max', NULL, clock_timestamp() - interval '1 minute'
                        FROM interlock.migration WHERE id = 'silent'
                        """);

        JsonNode table = api.get("/api/v1/migrations/shop/silent").json().at("/backfill/tables/0");

        assertThat(table.path("blocksTotal").asLong()).isEqualTo(100);
        assertThat(table.has("rowsPerSecond")).isFalse();
        assertThat(api.get("/api/v1/migrations").json().at("/migrations/0").has("backfill"))
                .as("a list does not ask for each")
                .isFalse();
    }

    @Test
    void idThatWasStartedAgainIsShownAsItsNewRun() {
        api.database().migration("again-shown", "abc", "REVERTED", "'REVERTED'");
        api.start("again-shown");

        JsonNode one = api.get("/api/v1/migrations/shop/again-shown").json();

        assertThat(one.path("phase").asText()).isEqualTo("RAMPING");
        assertThat(one.has("endedAs")).isFalse();
    }

    @Test
    void placeInTheQueueIsShown() {
        for (String id : List.of("q-first", "q-second")) {
            api.database().migration(id, "abc", "QUEUED", "NULL");
            api.database()
                    .run(
                            "INSERT INTO interlock.queue (migration, waits_for) SELECT number, 'public.users is claimed by x'"
                                    + " FROM interlock.migration WHERE id = '" + id + "'");
        }
        api.database()
                .run("UPDATE interlock.queue SET asked_at = clock_timestamp() - interval '1 minute'"
                        + " WHERE migration = (SELECT max(number) FROM interlock.migration)");

        JsonNode queue = api.get("/api/v1/migrations/shop/q-second").json().path("queue");

        assertThat(queue.path("ahead").asInt()).isEqualTo(1);
        assertThat(queue.path("asking").asBoolean()).isFalse();
        assertThat(queue.path("waitsFor").asText()).isEqualTo("public.users is claimed by x");
        assertThat(api.get("/api/v1/migrations/shop/q-first")
                        .json()
                        .at("/queue/ahead")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void whatWasRejectedSaysWhy() {
        api.database().migration("rejected", "abc", "REJECTED", "'REJECTED'");
        api.database().run("""
                        INSERT INTO interlock.event (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent)
                        SELECT number, 'run', 1, '2026-01-01T10:00:00Z', 'VERDICT', 'interlock', true,
                               'refused: sync: public.users: there is no column nick', 'REJECTED', 0
                        FROM interlock.migration WHERE id = 'rejected'
                        """);

        assertThat(api.get("/api/v1/migrations/shop/rejected")
                        .json()
                        .path("lastVerdict")
                        .asText())
                .isEqualTo("refused: sync: public.users: there is no column nick");
    }

    @Test
    void listNamesTheNextOpeningUntilSomethingElseHappens() {
        api.database().migration("windowed", "abc", "RAMPING", "NULL");
        record("windowed", 1, "PERCENT", "1 % → 5 %");
        record("windowed", 2, "NEXT", "next step Tue 09:00 Berlin");
        record("windowed", 3, "VERDICT", "PASS: 41 requests");

        assertThat(next("windowed")).isEqualTo("next step Tue 09:00 Berlin");

        record("windowed", 4, "HOLD", "PAUSE: paused by bob");
        assertThat(next("windowed")).isEmpty();
    }

    private String next(String id) {
        for (JsonNode migration : api.get("/api/v1/migrations").json().path("migrations")) {
            if (migration.path("id").asText().equals(id)) {
                return migration.path("next").asText();
            }
        }
        throw new AssertionError("the list has no " + id);
    }

    private void record(String id, int sequence, String kind, String text) {
        api.database().run("""
                        INSERT INTO interlock.event (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent)
                        SELECT number, 'run', %d, '2026-01-01T10:00:00Z', '%s', 'interlock', true, '%s', 'RAMPING', 5000
                        FROM interlock.migration WHERE id = '%s'
                        """.formatted(sequence, kind, text, id));
    }

    @Test
    void filterThatNoDatabaseCouldKeepIsRefused() {
        assertThat(api.get("/api/v1/migrations?owner=a%00b").problem()).isEqualTo("malformed-request");
    }

    @Test
    void unknownMigrationAndUnknownDatabaseAreNotFound() {
        assertThat(api.get("/api/v1/migrations/shop/nobody").problem()).isEqualTo("unknown-migration");
        assertThat(api.get("/api/v1/migrations/crm/nobody").problem()).isEqualTo("unknown-database");
        assertThat(api.get("/api/v1/migrations/shop/nobody/timeline").problem()).isEqualTo("unknown-migration");
    }

    @Test
    void timelineHasEventsAndTheLooksThatTurned() {
        api.database().migration("timed", "abc", "RAMPING", "NULL");
        api.database().run("""
                        INSERT INTO interlock.event (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent)
                        SELECT number, 'run', 1, '2026-01-01T10:00:00Z', 'PERCENT', 'interlock', true, 'flag at 20 %', 'RAMPING', 20000
                        FROM interlock.migration WHERE id = 'timed';
                        INSERT INTO interlock.look (migration, guardrail, window_end, window_start, round, percent, value,
                                                    threshold, verdict, sentence, asked)
                        SELECT number, 'errors', at, at, 1, 20000, 1, 20, verdict, 'E ' || verdict, asked
                        FROM interlock.migration, (VALUES
                          (timestamptz '2026-01-01T10:00:01Z', 'INCONCLUSIVE', NULL), ('2026-01-01T10:00:02Z', 'INCONCLUSIVE', NULL),
                          ('2026-01-01T10:00:03Z', 'FAIL', 'sum(errors)')) AS looks (at, verdict, asked)
                        WHERE id = 'timed'
                        """);

        JsonNode entries =
                api.get("/api/v1/migrations/shop/timed/timeline").json().path("entries");

        assertThat(entries.findValuesAsText("text"))
                .containsExactly("flag at 20 %", "errors: INCONCLUSIVE, E INCONCLUSIVE", "errors: FAIL, E FAIL");
        assertThat(entries.at("/2/look/threshold").asDouble()).isEqualTo(20);
        assertThat(entries.at("/2/look/asked").asText()).isEqualTo("sum(errors)");
        assertThat(entries.at("/1/look").has("asked")).isFalse();
    }

    @Test
    void evidenceIsShownAsTheGateStoredIt() {
        api.database().migration("proven", "abc", "SOAKING", "NULL");
        api.database().run("""
                        INSERT INTO interlock.evidence (migration, gate, open, facts)
                        SELECT number, 'HIDING', false, '{"flag": {"holds": true, "found": "100 %"}}'
                        FROM interlock.migration WHERE id = 'proven'
                        """);

        Answer answer = api.get("/api/v1/migrations/shop/proven/evidence");

        assertThat(answer.json().at("/evidence/0/facts/flag/found").asText()).isEqualTo("100 %");
        assertThat(answer.json().at("/evidence/0/open").asBoolean()).isFalse();
    }
}
