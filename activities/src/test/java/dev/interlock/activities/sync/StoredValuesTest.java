// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.SyncRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values as the columns store them: padded, cut, scaled, generated, by default. */
class StoredValuesTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final SyncRule COPY = SyncRule.of("items", Map.of("fresh", "stale"), Map.of("stale", "fresh"));
    private static final String BOTH = "SELECT stale, fresh FROM items ORDER BY id";

    @BeforeEach
    void nothingIsThere() {
        LAB.run("DROP TABLE IF EXISTS items CASCADE");
    }

    @Test
    void paddedCharactersAreKeptInFull() throws Exception {
        Synced synced = items("varchar(5)", "char(4)", COPY);

        LAB.run(
                "INSERT INTO items (id, stale) VALUES (1, 'ab'), (2, 'abcd')",
                "INSERT INTO items (id, fresh) VALUES (3, 'xyz')",
                "UPDATE items SET fresh = 'wxyz' WHERE id = 1");

        assertThat(LAB.rows(BOTH)).containsExactly("wxyz|wxyz", "abcd|abcd", "xyz|xyz ");
        synced.assertNothingLost();
    }

    @Test
    void bitsAreKeptInFull() throws Exception {
        Synced synced = items("bit(4)", "bit varying(8)", COPY);

        LAB.run("INSERT INTO items (id, stale) VALUES (1, B'1010')", "UPDATE items SET fresh = B'0110'");

        assertThat(LAB.rows(BOTH)).containsExactly("0110|0110");
        synced.assertNothingLost();
    }

    @Test
    void valueThatIsTooLongIsNeverCutOff() throws Exception {
        Synced synced = items("varchar(3)", "text", COPY);
        LAB.run("INSERT INTO items (id, stale) VALUES (1, 'abc')");

        assertThat(stateOf("UPDATE items SET fresh = 'abcd'")).isEqualTo("23514");
        assertThat(stateOf("INSERT INTO items (id, fresh) VALUES (2, 'abcd')")).isEqualTo("23514");

        assertThat(LAB.rows(BOTH)).containsExactly("abc|abc");
        synced.assertNothingLost();
    }

    @Test
    void scaleOfNumericIsThatOfItsColumn() throws Exception {
        Synced synced = items(
                "integer",
                "numeric(10, 2)",
                SyncRule.of("items", Map.of("fresh", "stale / 100.0"), Map.of("stale", "(fresh * 100)::int")));

        LAB.run(
                "INSERT INTO items (id, stale) VALUES (1, 105), (2, 7)",
                "UPDATE items SET fresh = 3.1 WHERE id = 2",
                "INSERT INTO items (id, fresh) VALUES (3, 0.999)");

        assertThat(LAB.rows(BOTH)).containsExactly("105|1.05", "310|3.10", "100|1.00");
        synced.assertNothingLost();
    }

    @Test
    void jsonKeepsItsSpelling() throws Exception {
        Synced synced = items(
                "json",
                "jsonb",
                SyncRule.of("items", Map.of("fresh", "stale::jsonb"), Map.of("stale", "fresh::text::json")));

        LAB.run(
                "INSERT INTO items (id, stale) VALUES (1, '{\"b\": 1,  \"a\": 1.0}')",
                "INSERT INTO items (id, fresh) VALUES (2, '[ 1 ]')",
                "UPDATE items SET stale = '{ }' WHERE id = 2",
                "UPDATE items SET fresh = fresh || '{\"c\": null}' WHERE id = 2");

        assertThat(LAB.rows(BOTH))
                .containsExactly("{\"b\": 1,  \"a\": 1.0}|{\"a\": 1.0, \"b\": 1}", "{\"c\": null}|{\"c\": null}");
        synced.assertNothingLost();
    }

    /** What to_jsonb cannot take must not stop the old path. */
    @Test
    void rowThatIsNoJsonIsToldOfAllTheSame() throws Exception {
        LAB.run("CREATE TABLE items (id int PRIMARY KEY, stale text, fresh int, extra json)");
        Synced synced =
                Synced.on(LAB, SyncRule.of("items", Map.of("fresh", "stale::int"), Map.of("stale", "fresh::text")));

        LAB.run("INSERT INTO items (id, stale, extra) VALUES (1, 'many', '\"\\u0000\"')");

        assertThat(LAB.rows(BOTH)).containsExactly("many|-");
        assertThat(LAB.row("SELECT error, kept_row ->> 'row' FROM interlock.unsynced WHERE migration = "
                        + synced.number()))
                .isEqualTo("invalid input syntax for type integer: \"many\"|(1,many,,\"\"\"\\\\u0000\"\"\")");
    }

    @Test
    void bytesMeanTheSameToEverySession() throws Exception {
        Synced synced = items(
                "bytea", "text", SyncRule.of("items", Map.of("fresh", "stale::text"), Map.of("stale", "fresh::bytea")));

        LAB.run("SET bytea_output = 'escape'; INSERT INTO items (id, stale) VALUES (1, 'ab')");

        assertThat(LAB.row("SELECT fresh FROM items")).isEqualTo("\\x6162");
        synced.assertNothingLost();
    }

    @Test
    void moneyMeansTheSameToEverySession() throws Exception {
        Synced synced = items(
                "money",
                "text",
                SyncRule.of("items", Map.of("fresh", "stale::money::text"), Map.of("stale", "fresh::money")));

        LAB.run("SET lc_monetary = 'C.UTF-8'; INSERT INTO items (id, stale) VALUES (1, 1.5)");

        assertThat(LAB.row("SELECT fresh FROM items")).isEqualTo("$1.50");
        synced.assertNothingLost();
    }

    @Test
    void backslashesMeanTheSameToEverySession() throws Exception {
        Synced synced = items(
                "text",
                "text",
                SyncRule.of(
                        "items",
                        Map.of("fresh", "replace(stale, '\\', '/')"),
                        Map.of("stale", "replace(fresh, '/', '\\')")));

        LAB.run("SET standard_conforming_strings = off; INSERT INTO items (id, fresh) VALUES (1, 'a/b')");

        assertThat(LAB.rows(BOTH)).containsExactly("a\\b|a/b");
        synced.assertNothingLost();
    }

    @Test
    void defaultOfTheOldSideIsTheOldPathsWrite() throws Exception {
        LAB.run("CREATE TABLE items (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, made timestamptz DEFAULT now(),"
                + " stale varchar(9) NOT NULL DEFAULT 'none', fresh text)");
        Synced synced = Synced.on(
                LAB,
                new SyncRule(
                        COPY.table(),
                        COPY.forward(),
                        COPY.backward(),
                        COPY.whenBothChange(),
                        Optional.of("fresh"),
                        COPY.session()));

        LAB.run(
                "INSERT INTO items DEFAULT VALUES",
                "INSERT INTO items (stale) VALUES ('a')",
                "INSERT INTO items (fresh) VALUES ('b')",
                "INSERT INTO items (stale, fresh) VALUES (DEFAULT, 'c')");

        assertThat(LAB.rows(BOTH)).containsExactly("none|none", "a|a", "b|b", "c|c");
        synced.assertNothingLost();
    }

    @Test
    void generatedColumnsOfBothKindsAreReadByEitherSide() throws Exception {
        LAB.run("CREATE TABLE items (id int PRIMARY KEY, stale text, fresh text,"
                + " loud text GENERATED ALWAYS AS (upper(stale)) STORED,"
                + " soft text GENERATED ALWAYS AS (lower(fresh)) VIRTUAL)");
        Synced synced = Synced.on(LAB, SyncRule.of("items", Map.of("fresh", "loud"), Map.of("stale", "soft")));

        LAB.run(
                "INSERT INTO items (id, stale) VALUES (1, 'Anna')",
                "INSERT INTO items (id, fresh) VALUES (2, 'BO')",
                "UPDATE items SET fresh = 'CY' WHERE id = 1",
                "UPDATE items SET stale = 'Di' WHERE id = 2");

        assertThat(LAB.rows("SELECT stale, fresh, loud, soft FROM items ORDER BY id"))
                .containsExactly("cy|CY|CY|cy", "Di|DI|DI|di");
        synced.assertNothingLost();
    }

    /** The generated column cannot be computed from a row whose old side is not there yet. */
    @Test
    void generatedColumnThatRaisesStopsOnlyWhoNeedsIt() throws Exception {
        LAB.run("CREATE TABLE items (id int PRIMARY KEY, stale text, fresh text,"
                + " size int GENERATED ALWAYS AS (coalesce(stale, '-1 letters')::varchar(1)::int) STORED)");
        Synced synced = Synced.on(
                LAB,
                SyncRule.of("items", Map.of("fresh", "size || ' of ' || stale"), Map.of("stale", "right(fresh, 3)")));

        LAB.run("INSERT INTO items (id, fresh) VALUES (1, '1 of 123')");

        assertThat(LAB.rows(BOTH)).containsExactly("123|1 of 123");
        synced.assertNothingLost();
    }

    private static Synced items(String stale, String fresh, SyncRule rule) throws SQLException {
        LAB.run("CREATE TABLE items (id int PRIMARY KEY, stale " + stale + ", fresh " + fresh + ")");
        return Synced.on(LAB, rule);
    }

    private static String stateOf(String statement) throws SQLException {
        try (Connection connection = LAB.connect()) {
            Sql.run(connection, statement);
            return "none";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
