// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.SyncRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings the trigger function fixes, and that no session turns what it does where it fixes none. */
class HostileSessionTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final SyncRule WIDER =
            SyncRule.of("items", Map.of("fresh", "stale::bigint"), Map.of("stale", "fresh::int"));

    /** Every setting that the generated functions know of, and a schema before PostgreSQL's own. */
    private static final String HOSTILE = "SET search_path = evil, pg_catalog; SET TimeZone = 'Europe/Berlin';"
            + " SET DateStyle = 'ISO, DMY'; SET IntervalStyle = 'sql_standard'; SET extra_float_digits = -10;"
            + " SET bytea_output = 'escape'; SET standard_conforming_strings = off; ";

    @BeforeAll
    static void namesThatLie() {
        LAB.run(
                "CREATE SCHEMA evil",
                "CREATE FUNCTION evil.always(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
                "CREATE FUNCTION evil.always(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
                "CREATE FUNCTION evil.always(bigint, bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
                "CREATE OPERATOR evil.= (FUNCTION = evil.always, LEFTARG = text, RIGHTARG = text)",
                "CREATE OPERATOR evil.= (FUNCTION = evil.always, LEFTARG = int, RIGHTARG = int)",
                "CREATE OPERATOR evil.= (FUNCTION = evil.always, LEFTARG = bigint, RIGHTARG = bigint)",
                "CREATE FUNCTION evil.split_part(text, text, int) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''evil'''",
                "CREATE FUNCTION evil.substr(text, int) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''evil'''",
                "CREATE FUNCTION evil.current_setting(text, boolean) RETURNS text LANGUAGE sql AS 'SELECT ''7'''",
                "CREATE FUNCTION public.half(a int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT a / 2'",
                "CREATE TYPE mood AS ENUM ('sad', 'ok')");
    }

    @BeforeEach
    void nothingIsThere() {
        LAB.run("DROP TABLE IF EXISTS users, items CASCADE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int | bigint | stale::bigint | fresh::int",
                "int | text | stale::text | fresh::int",
                "numeric(10, 2) | int | (stale * 100)::int | fresh / 100.0",
                "text | varchar(3) | stale | fresh",
                "text | uuid | stale::uuid | fresh::text",
                "text | text | lower(stale) | CASE WHEN fresh LIKE 'a%' THEN fresh ELSE coalesce(fresh, '') END",
                "timestamptz | bigint | CASE WHEN stale < '2026-07-01 12:00' THEN 1 ELSE 2 END |"
                        + " CASE fresh WHEN 1 THEN '2026-06-01'::timestamptz ELSE '2026-08-01'::timestamptz END"
            })
    void noneIsFixedWhereNoExpressionReadsOne(String stale, String fresh, String forward, String backward)
            throws Exception {
        assertThat(fixed(stale, fresh, forward, backward)).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text | timestamptz | stale::timestamptz | fresh::text",
                "text | date | stale::date | fresh::text",
                "timestamptz | timestamp | stale::timestamp | fresh::timestamptz",
                "float8 | text | stale::text | fresh::float8",
                "text | bytea | stale::bytea | fresh::text",
                "text | interval | stale::interval | fresh::text",
                "text | mood | stale::mood | fresh::text",
                "text | int[] | stale::int[] | fresh::text",
                "int | text | concat(stale) | fresh::int",
                "text | text | convert_from(stale::bytea, 'UTF8') | fresh",
                "int | int | public.half(stale) | fresh * 2",
                "int | text | textin(float8out(stale)) | fresh::int",
                "json | text | stale ->> 'a' | json_build_object('a', fresh)",
                "int | int | greatest(stale, 0) | (SELECT fresh)"
            })
    void allAreFixedWhereOneMayBeRead(String stale, String fresh, String forward, String backward) throws Exception {
        assertThat(fixed(stale, fresh, forward, backward)).contains("TimeZone=UTC", "search_path=", "DateStyle=");
    }

    private static String fixed(String stale, String fresh, String forward, String backward) throws Exception {
        items(stale, fresh);
        Synced synced = Synced.on(LAB, SyncRule.of("items", Map.of("fresh", forward), Map.of("stale", backward)));
        return LAB.row("SELECT proconfig FROM pg_proc WHERE proname = 'sync_" + synced.number() + "_1'");
    }

    @Test
    void namesOfTheSessionAreNotCalled() throws Exception {
        LAB.run(SyncLab.USERS);
        Synced synced = Synced.on(LAB, SyncLab.SPLIT);
        assertThat(LAB.row("SELECT proconfig FROM pg_proc WHERE proname = 'sync_" + synced.number() + "_1'"))
                .isEqualTo("-");

        LAB.run(
                HOSTILE + "INSERT INTO public.users (id, full_name) VALUES (1, 'Anna Berg'), (2, 'Bo Ek')",
                HOSTILE + "INSERT INTO public.users (id, first_name, last_name) VALUES (3, 'Cy', 'Dahl')",
                HOSTILE + "UPDATE public.users SET full_name = 'Eva Maria Hahn' WHERE id = 1",
                HOSTILE + "UPDATE public.users SET first_name = 'Bob' WHERE id OPERATOR(pg_catalog.=) 2",
                HOSTILE + "UPDATE public.users SET email = 'a'");

        assertThat(LAB.rows("SELECT full_name, first_name, last_name FROM users ORDER BY id"))
                .containsExactly("Eva Maria Hahn|Eva|Maria Hahn", "Bob Ek|Bob|Ek", "Cy Dahl|Cy|Dahl");
        synced.assertNothingLost();
    }

    @Test
    void operatorsOfTheSessionDoNotHideAWriteFromTheGuard() throws Exception {
        items("int", "bigint");
        Synced synced = Synced.on(LAB, WIDER).filled();

        LAB.run(
                HOSTILE + "INSERT INTO public.items (id, stale) VALUES (1, 1), (2, 2)",
                HOSTILE + "UPDATE public.items SET stale = stale + 10 WHERE id OPERATOR(pg_catalog.=) 1",
                HOSTILE + "UPDATE public.items SET fresh = fresh + 20 WHERE id OPERATOR(pg_catalog.=) 2");

        assertThat(LAB.rows("SELECT stale, fresh FROM items ORDER BY id")).containsExactly("11|11", "22|22");
        synced.assertNothingLost();
    }

    @Test
    void aConstantIsReadOnceUnderTheFixedSettings() throws Exception {
        items("timestamptz", "int");
        Synced.on(
                LAB,
                SyncRule.of(
                        "items",
                        Map.of("fresh", "CASE WHEN stale < '2026-07-01 12:00' THEN 1 ELSE 2 END"),
                        Map.of("stale", "CASE fresh WHEN 1 THEN '2026-06-01'::timestamptz END")));

        LAB.run(
                HOSTILE + "INSERT INTO public.items (id, stale) VALUES (1, '2026-07-01 11:00+00')",
                "SET TimeZone = 'UTC'; INSERT INTO public.items (id, stale) VALUES (2, '2026-07-01 11:00+00')");

        assertThat(LAB.rows("SELECT fresh FROM items ORDER BY id")).containsExactly("1", "1");
    }

    @Test
    void whatIsKeptOfAConflictIsWrittenUnderTheFixedSettings() throws Exception {
        LAB.run("CREATE TABLE items (id int PRIMARY KEY, stale int, fresh bigint, at timestamptz, raw bytea)");
        Synced synced = Synced.on(LAB, WIDER);

        LAB.run(HOSTILE
                + "INSERT INTO public.items VALUES (1, 1, 2, '2026-07-01 12:00+00', pg_catalog.decode('00ff', 'hex'))");

        assertThat(LAB.row("SELECT kept_row ->> 'at', kept_row ->> 'raw' FROM interlock.conflict WHERE migration = "
                        + synced.number()))
                .isEqualTo("2026-07-01T12:00:00+00:00|\\x00ff");
    }

    @Test
    void aCollationThatIgnoresCaseDoesNotHideAWrite() throws Exception {
        LAB.run(
                "CREATE COLLATION IF NOT EXISTS any_case (provider = icu, locale = 'und-u-ks-level2',"
                        + " deterministic = false)",
                "CREATE TABLE items (id int PRIMARY KEY, stale text COLLATE any_case, fresh text COLLATE any_case)");
        Synced synced = Synced.on(LAB, SyncRule.of("items", Map.of("fresh", "stale"), Map.of("stale", "fresh")))
                .filled();

        LAB.run(
                "INSERT INTO items (id, stale) VALUES (1, 'anna'), (2, 'bo')",
                "UPDATE items SET stale = 'ANNA' WHERE id = 1",
                "UPDATE items SET fresh = 'BO' WHERE id = 2");

        assertThat(LAB.rows("SELECT stale, fresh FROM items ORDER BY id")).isEqualTo(List.of("ANNA|ANNA", "BO|BO"));
        synced.assertNothingLost();
    }

    private static void items(String stale, String fresh) {
        LAB.run("CREATE TABLE items (id int PRIMARY KEY, stale " + stale + ", fresh " + fresh + ")");
    }
}
