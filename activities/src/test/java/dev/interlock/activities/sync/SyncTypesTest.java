// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parity is equality of images, whatever a type's own {@code =} says, or whether it has one. */
class SyncTypesTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final long NUMBER = 7;

    @BeforeAll
    static void types() {
        LAB.run(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE DOMAIN short AS varchar(4) CHECK (value <> 'bad')",
                "CREATE TYPE pair AS (a int, b text)");
    }

    /** Old type, new type, forward, backward; what the old path writes and what follows; what the new path writes and what follows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text | text | o | n | NULL | NULL | '' | ''",
                "text | text | nullif(o, '') | coalesce(n, '') | '' | NULL | 'x' | 'x'",
                "float8 | float8 | o | n | 'NaN' | 'NaN' | '-0' | '-0'",
                "float8 | numeric | o::numeric | n::float8 | 'NaN' | 'NaN' | 'Infinity' | 'Infinity'",
                "real | float8 | o | n::real | '0.1' | '0.1'::real::float8 | '-0' | '-0'",
                "numeric | numeric | o | n | 1.0 | 1.0 | 1.00 | 1.00",
                "numeric(10,2) | numeric(12,4) | o | n | 1.5 | 1.5000 | 2.25 | 2.25",
                "text | numeric(10,2) | o::numeric | n::text | '1.50' | 1.50 | 7 | '7.00'",
                "text | integer | o::int | n::text | '007' | 7 | 8 | '8'",
                "integer | bigint | o | n::int | 7 | 7 | 8 | 8",
                "char(5) | text | o | n | 'ab' | 'ab' | 'cd' | 'cd'",
                "text | char(5) | o | n | 'ab' | 'ab' | 'cd' | 'cd'",
                "varchar(3) | text | o | n | 'abc' | 'abc' | 'd' | 'd'",
                "text | short | o | n | 'abcd' | 'abcd' | 'e' | 'e'",
                "text COLLATE \"C\" | text | lower(o) | n | 'ABC' | 'abc' | 'Abc' | 'Abc'",
                "text | timestamptz | o::timestamptz | n::text | '2026-03-29 02:30:00+01' | '2026-03-29 01:30:00+00' |"
                        + " '2026-10-25 02:30:00+02' | '2026-10-25 00:30:00+00'",
                "timestamp | timestamptz | o AT TIME ZONE 'Europe/Berlin' | n AT TIME ZONE 'Europe/Berlin' |"
                        + " '2026-03-29 03:30' | '2026-03-29 01:30+00' | 'infinity' | 'infinity'",
                "text | interval | o::interval | n::text | '24:00:00' | '24:00:00' | '1 day' | '1 day'",
                "json | jsonb | o::jsonb | n::json | '{\"b\":1,  \"a\":2, \"a\":3}' | '{\"a\": 3, \"b\": 1}' | '[1.0, null]' | '[1.0, null]'",
                "json | json | o | n | '{ \"a\":1}' | '{ \"a\":1}' | '{\"a\":1}' | '{\"a\":1}'",
                "text | integer[] | o::int[] | n::text | '{1,NULL,3}' | '{1,NULL,3}' | '[0:1]={4,5}' | '[0:1]={4,5}'",
                "text[] | jsonb | to_jsonb(o) | n::text::text[] | '{}' | '[]' | NULL | NULL",
                "text | mood | o::mood | n::text | 'sad' | 'sad' | 'ok' | 'ok'",
                "text | bytea | decode(o, 'hex') | encode(n, 'hex') | '00fF' | '\\x00ff' | '\\xdeadbeef' | 'deadbeef'",
                "bytea | bytea | o | n | '' | '' | '\\x00' | '\\x00'",
                "text | uuid | o::uuid | n::text | 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' |"
                        + " 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' | '00000000-0000-0000-0000-000000000001' |"
                        + " '00000000-0000-0000-0000-000000000001'",
                "text | inet | o::inet | n::text | '10.0.0.1' | '10.0.0.1' | '10.0.0.0/8' | '10.0.0.0/8'",
                "text | int4range | o::int4range | n::text | '[1,3]' | '[1,4)' | 'empty' | 'empty'",
                "text | pair | o::pair | n::text | '(1,\"a b\")' | '(1,\"a b\")' | '(2,)' | '(2,)'",
                "pair | pair | o | n | '(,)' | '(,)' | '(3,)' | '(3,)'",
                "bit(3) | text | o::text | n::bit(3) | '101' | '101' | '110' | '110'",
                "boolean | text | CASE o WHEN true THEN 'yes' WHEN false THEN 'no' END | n = 'yes' | true | 'yes' | 'no' | false",
            })
    void valuesGoBothWaysAndAreCompared(
            String oldType,
            String newType,
            String forward,
            String backward,
            String oldWritten,
            String newFollows,
            String newWritten,
            String oldFollows)
            throws SQLException {
        MigrationPlan plan = synced(oldType, newType, forward, backward);

        LAB.run("INSERT INTO t (id, o) VALUES (1, " + oldWritten + ")");
        LAB.run("INSERT INTO t (id, n) VALUES (2, " + newWritten + ")");
        LAB.run("INSERT INTO t (id) VALUES (3)", "UPDATE t SET n = " + newWritten + " WHERE id = 3");

        assertThat(image(1)).isEqualTo(image(oldType, oldWritten, newType, newFollows));
        assertThat(image(2)).isEqualTo(image(oldType, oldFollows, newType, newWritten));
        assertThat(image(3)).isEqualTo(image(2));
        assertThat(outOfParity(plan)).isZero();
    }

    /** Type; a value; another one that its {@code =} takes for the same, or that is hard to tell apart. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "float8 | '0' | '-0'",
                "numeric | 1.0 | 1.00",
                "interval | '1 day' | '24:00:00'",
                "json | '{\"a\":1}' | '{\"a\": 1}'",
                "jsonb | '[1.0]' | '[1.00]'",
                "numeric[] | '{1.0}' | '{1.00}'",
                "text | '' | NULL",
                "text | 'a' | 'a '",
                "integer[] | '{1}' | '[0:0]={1}'",
                "bytea | '' | '\\x00'",
            })
    void whatOnlyLooksTheSameIsOutOfParity(String type, String written, String lookalike) throws SQLException {
        MigrationPlan plan = synced(type, type, "o", "n");
        LAB.run("INSERT INTO t (id, o) VALUES (1, " + written + ")");
        assertThat(outOfParity(plan)).isZero();

        LAB.behindSync(NUMBER, "t", "UPDATE t SET n = " + lookalike);

        assertThat(outOfParity(plan)).isEqualTo(1);
    }

    private static MigrationPlan synced(String oldType, String newType, String forward, String backward)
            throws SQLException {
        LAB.run(
                "DROP TABLE IF EXISTS t CASCADE",
                "CREATE TABLE t (id int PRIMARY KEY, o " + oldType + ", n " + newType + ")");
        MigrationPlan plan = LAB.plan(SyncRule.of("t", Map.of("n", forward), Map.of("o", backward)));
        new SyncInstaller(LAB.connections()).install(NUMBER, plan, SyncLab.SHA, Progress.NONE);
        return plan;
    }

    private static String image(int id) {
        return LAB.row("SELECT encode(record_send(ROW(o, n)), 'hex') FROM t WHERE id = " + id);
    }

    private static String image(String oldType, String old, String newType, String written) {
        LAB.run(
                "DROP TABLE IF EXISTS expected",
                "CREATE TABLE expected (o " + oldType + ", n " + newType + ")",
                "INSERT INTO expected VALUES (" + old + ", " + written + ")");
        return LAB.row("SELECT encode(record_send(ROW(o, n)), 'hex') FROM expected");
    }

    private static long outOfParity(MigrationPlan plan) throws SQLException {
        return new ParityCheck(LAB.connections())
                .exact(NUMBER, plan, Progress.NONE)
                .rows()
                .rows();
    }
}
