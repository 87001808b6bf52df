// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookingTest {

    private static final String ONE = "GET /api/v1/migrations/shop/users-split-name";
    private static final String ALL = "GET /api/v1/migrations";

    private static final String HELD = """
            {"database":"shop","id":"users-split-name","number":7,"planSha256":"3f2a","description":"Split a name",
             "owner":"team-accounts","tables":["public.users"],"flagKey":"split","off":["hide"],"live":true,
             "phase":"RAMPING","percent":20.0,"hold":"paused by bob: lunch","holdSince":"2026-01-01T09:50:00Z",
             "round":1,"epoch":2,"nextAt":"2026-01-01T10:02:49Z","next":"50 %",
             "line":"schema serves old + new; application 20 % new","lastVerdict":"errors PASS","commands":["resume","rollback"]}
            """;

    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void statusShowsTheOneLineAndWhatComesNext() {
        api.on(ONE, 200, HELD);

        Shell.Printed printed = Shell.at(api).run("status", "shop/users-split-name");

        assertThat(printed.out()).isEqualTo("""
                        shop/users-split-name  RAMPING  20 %
                          schema serves old + new; application 20 % new
                          hold     paused by bob: lunch (since 2026-01-01 09:50:00Z)
                          next     50 %; at 2026-01-01 10:02:49Z, in 2 m 49 s
                          verdict  errors PASS
                          what     Split a name · team-accounts · public.users
                          plan     3f2a
                          flag     split, round 1, epoch 2
                          off      hide (not built yet)
                          you can  resume, rollback
                        """);
        assertThat(printed.exit()).isZero();
    }

    @Test
    void whatHoldsItIsSaidOnce() {
        api.on(
                ONE,
                200,
                HELD.replace("\"50 %\"", "\"waits: paused by bob: lunch\"")
                        .replace("\"nextAt\":\"2026-01-01T10:02:49Z\",", ""));

        assertThat(Shell.at(api).run("status", "shop/users-split-name").out())
                .containsOnlyOnce("paused by bob")
                .doesNotContain("next  ");
    }

    @Test
    void statusShowsThePlaceInTheQueue() {
        api.on(
                ONE,
                200,
                HELD.replace(
                        "\"round\"",
                        "\"queue\":{\"since\":\"2026-01-01T09:00:00Z\",\"ahead\":2,\"asking\":false,"
                                + "\"waitsFor\":\"public.users is claimed by x\"},\"round\""));

        assertThat(Shell.at(api).run("status", "shop/users-split-name").out())
                .contains(
                        "queued   public.users is claimed by x; 2 ahead, since 2026-01-01 09:00:00Z; stands still, and others pass");
    }

    @Test
    void statusShowsHowTheBackfillGoes() {
        api.on(ONE, 200, HELD.replace("RAMPING", "BACKFILLING").replace("\"round\"", """
                                "backfill":{"tables":[
                                  {"table":"public.users","rowsWritten":1200000,"blocksDone":4500,"blocksTotal":10000,
                                   "rowsPerSecond":2300.4,"secondsLeft":169,"rate":"500",
                                   "waitsFor":"replica shop-2 is 12s behind (maxReplicaLag 5000ms)"},
                                  {"table":"public.orders","rowsWritten":0,"blocksDone":0,"blocksTotal":7}],
                                 "ordered":{"rate":"500","actor":"ann","reason":"the shop is slow","at":"2026-01-01T09:50:00Z"}},
                                "round\""""));

        Shell.Printed printed = Shell.at(api).run("status", "shop/users-split-name");

        assertThat(printed.out()).contains("""
                          filled   public.users  45 %, 4,500 of 10,000 blocks, 1,200,000 rows written, 2,300 rows/s,\
                         2 m 49 s left; waits: replica shop-2 is 12s behind (maxReplicaLag 5000ms)
                                   public.orders  0 %, 0 of 7 blocks, 0 rows written
                          rate     500 rows/s, ordered by ann: the shop is slow
                        """);
    }

    @Test
    void statusNamesWhoeverBlocksTheSchemaWork() {
        api.on(ONE, 200, HELD.replace("\"percent\":20.0,", """
                "percent":20.0,"waitingFor":{"step":"expand","doing":"expand/1.sql","attempts":3,"failures":2,
                 "since":"2026-01-01T09:59:00Z","seenAt":"2026-01-01T10:00:00Z","blockers":[{"pid":7,"user":"app",
                 "application":"shop","transactionAgeMillis":12000,"query":"SELECT 1"}]},
                """));

        Shell.Printed printed = Shell.at(api).run("status", "shop/users-split-name");

        assertThat(printed.out())
                .contains("waits    expand/1.sql for a lock, 2 attempts failed; blocked by pid 7 (user app,"
                        + " application shop, transaction open for 12 s): SELECT 1");
    }

    @Test
    void idAloneIsEnoughWhereThereIsOneDatabase() {
        api.on(ALL, 200, "{\"migrations\":[],\"databases\":[\"shop\"]}").on(ONE, 200, HELD);

        Shell.Printed printed = Shell.at(api).run("status", "users-split-name", "--json");

        assertThat(printed.out()).contains("\"phase\":\"RAMPING\"").hasLineCount(1);
    }

    @Test
    void idAloneIsWrongUsageWhereThereAreTwoDatabases() {
        api.on(ALL, 200, "{\"migrations\":[],\"databases\":[\"crm\",\"shop\"]}");

        Shell.Printed printed = Shell.at(api).run("status", "users-split-name");

        assertThat(printed.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).contains("crm, shop").contains("crm/users-split-name");
    }

    @Test
    void watchShowsEachChangeUntilTheEnd() {
        api.on(ONE, 200, HELD)
                .on(ONE, 200, HELD)
                .on(ONE, 200, HELD.replace("20.0", "50.0"))
                .on(
                        ONE,
                        200,
                        HELD.replace("RAMPING", "COMPLETED")
                                .replace("\"round\"", "\"endedAs\":\"COMPLETED\",\"round\""));

        Shell.Printed printed = Shell.at(api).run("status", "shop/users-split-name", "--watch");

        assertThat(printed.out().lines().filter(line -> line.startsWith("shop/")))
                .containsExactly(
                        "shop/users-split-name  RAMPING  20 %",
                        "shop/users-split-name  RAMPING  50 %", "shop/users-split-name  COMPLETED  20 %");
        assertThat(printed.exit()).isZero();
    }

    @Test
    void aLongHoldIsOneLineOfTheList() {
        api.on(
                ALL + "?page=1",
                200,
                "{\"migrations\":[" + HELD.replace("paused by bob: lunch", "row after row ".repeat(20)) + "]}");

        assertThat(Shell.at(api).run("list").out().lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("shop/users-split-name").endsWith("after row r…"));
    }

    @Test
    void listIsATable() {
        api.on(ALL + "?phase=RAMPING&page=1", 200, """
                {"migrations":[
                  {"database":"shop","id":"users-split-name","phase":"RAMPING","percent":0.5,"owner":"team-accounts",
                   "startedAt":"2026-01-01T08:00:00Z","hold":"paused by bob"},
                  {"database":"crm","id":"ids","phase":"SOAKING","percent":100.0,"owner":"","startedAt":"2026-01-01T07:00:00Z",
                   "next":"next step Tue 09:00 Berlin"}],
                 "databases":["crm","shop"],"unreachable":["erp"],"page":1,"more":true}
                """);

        Shell.Printed printed = Shell.at(api).run("list", "--phase", "RAMPING");

        assertThat(printed.out()).isEqualTo("""
                        MIGRATION              PHASE    PERCENT  OWNER          STARTED            HOLD           NEXT
                        shop/users-split-name  RAMPING  0.5 %    team-accounts  2026-01-01 08:00Z  paused by bob  -
                        crm/ids                SOAKING  100 %    -              2026-01-01 07:00Z  -              next step Tue 09:00 Berlin
                        not shown: the ledger of erp does not answer
                        more: --page 2
                        """);
    }

    @Test
    void timelineMarksWhoWasNotVerified() {
        api.on(ONE + "/timeline", 200, """
                {"entries":[
                  {"at":"2026-01-01T08:00:00Z","kind":"PERCENT","actor":"interlock","verified":true,"text":"flag at 5 %","phase":"RAMPING","percent":5.0},
                  {"at":"2026-01-01T08:01:00Z","kind":"COMMAND","actor":"bob","verified":false,"text":"pause: lunch","phase":"RAMPING","percent":5.0}]}
                """);

        Shell.Printed printed = Shell.at(api).run("timeline", "shop/users-split-name");

        assertThat(printed.out()).isEqualTo("""
                        2026-01-01 08:00:00Z  PERCENT  RAMPING  5 %  interlock         flag at 5 %
                        2026-01-01 08:01:00Z  COMMAND  RAMPING  5 %  bob (unverified)  pause: lunch
                        """);
    }

    @Test
    void unknownMigrationIsANoInOneLine() {
        api.on(
                ONE,
                404,
                "{\"title\":\"No such migration\",\"detail\":\"no migration users-split-name in database shop\"}");

        Shell.Printed printed = Shell.at(api).run("status", "shop/users-split-name");

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.err())
                .isEqualTo("interlock: No such migration: no migration users-split-name in database shop\n");
    }

    @Test
    void nobodyThereIsOneLineThatSaysWhere() {
        Shell.Printed printed = Shell.nowhere().run("list");

        assertThat(printed.exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(printed.err()).hasLineCount(1).contains("http://127.0.0.1:1").contains("INTERLOCK_API");
    }

    @Test
    void whatStandsBehindTheApiBeingDownIsUnreachableToo() {
        api.on(ONE, 503, "{\"title\":\"A database does not answer\",\"detail\":\"see /health/ready\"}");

        assertThat(Shell.at(api).run("status", "shop/users-split-name").exit()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void brokenApiHasSaidNeitherYesNorNo() {
        api.on(ONE, 500, "{\"title\":\"Something is wrong on our side\",\"detail\":\"it is in the log\"}");

        assertThat(Shell.at(api).run("status", "shop/users-split-name").exit()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://a b", "nonsense"})
    void addressThatIsNoneIsWrongUsage(String address) {
        Shell.Printed option = Shell.nowhere().run("list", "--api", address);
        Shell.Printed variable = Shell.nowhere().with("INTERLOCK_API", address).run("list");

        assertThat(option.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(option.err()).contains("is no address of an API");
        assertThat(variable).isEqualTo(option);
    }

    @Test
    void somethingElseListeningThereIsSaid() {
        api.on(ALL + "?page=1", 200, "<html>hello</html>");

        assertThat(Shell.at(api).run("list").err()).contains("is not the Interlock API");
    }
}
