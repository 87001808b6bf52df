// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interlock.activities.OlderServer;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.preflight.PreflightCheck;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shape from preflight to contract: nothing lost, and in parity after the backfill and after both paths wrote. */
class ShapesTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final Map<Integer, SyncLab> OLDER = new TreeMap<>();

    @BeforeEach
    void nothingIsThere() {
        LAB.run("DROP TABLE IF EXISTS items, parts CASCADE");
    }

    static List<Shape> shapes() {
        return Shapes.all().toList();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void bothPathsWriteAndNothingIsLost(Shape shape) throws Exception {
        shape.walk(LAB);
    }

    static Stream<Arguments> older() {
        return Stream.of(14, 15, 17).flatMap(major -> Shapes.onOlderServers().map(shape -> arguments(major, shape)));
    }

    @ParameterizedTest
    @MethodSource("older")
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void bothPathsWriteAndNothingIsLostOnAnOlderServer(int major, Shape shape) throws Exception {
        shape.walk(OLDER.computeIfAbsent(major, ShapesTest::older));
    }

    private static SyncLab older(int major) {
        try {
            return SyncLab.create(OlderServer.of(major).postgres());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keyThatTheOldTypeCannotHoldIsNeverAcknowledged() throws Exception {
        LAB.run("CREATE TABLE items (id int PRIMARY KEY, id_big bigint)");
        Synced synced = Synced.on(LAB, SyncRule.of("items", Map.of("id_big", "id"), Map.of("id", "id_big::int")));

        try (Connection connection = LAB.connect()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.run(connection, "INSERT INTO items (id_big) VALUES (3000000000)"))
                    .withMessageContaining("the old side cannot hold this value")
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("23514"));
        }
        synced.assertNothingLost();
    }

    @Test
    void defaultThatMovesIsRefusedWithTheReason() throws Exception {
        LAB.run("CREATE TABLE items (id int PRIMARY KEY, made timestamptz DEFAULT now())");

        assertThat(refused(SyncRule.of("items", Map.of("day", "made::date"), Map.of("made", "day::timestamptz"))))
                .singleElement()
                .asString()
                .contains("old column made has a default that gives another value each time", "Let the application");
    }

    @Test
    void numberGivenBesideTheSequencesIsAConflictAndNotLost() throws Exception {
        LAB.run("CREATE TABLE items (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id_big bigint)");
        Synced synced = Synced.on(LAB, SyncRule.of("items", Map.of("id_big", "id"), Map.of("id", "id_big::int")));

        LAB.run("INSERT INTO items (id_big) VALUES (77)");

        assertThat(LAB.rows("SELECT id, id_big FROM items")).containsExactly("77|77");
        assertThat(LAB.rows("SELECT winner, lost FROM interlock.conflict WHERE migration = " + synced.number()))
                .containsExactly("new|{\"id\": 1}");
    }

    /** Its place stands for the key that it has not; in a partition, with the partition's name. */
    @Test
    void rowOutOfParityIsNamedByItsPlaceWhereThereIsNoKey() throws Exception {
        LAB.run(
                "CREATE TABLE items (mail text, email text)",
                "CREATE TABLE parts (mail text, email text, of int) PARTITION BY LIST (of)",
                "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1)",
                "INSERT INTO items VALUES ('a', 'a'), ('b', 'b')",
                "INSERT INTO parts VALUES ('a', 'a', 1)");
        Synced items = Synced.on(LAB, SyncRule.of("items", Map.of("email", "mail"), Map.of("mail", "email")));
        Synced parts = Synced.on(LAB, SyncRule.of("parts", Map.of("email", "mail"), Map.of("mail", "email")));

        LAB.behindSync(items.number(), "items", "UPDATE items SET mail = 'c' WHERE mail = 'b'");
        LAB.behindSync(parts.number(), "parts", "UPDATE parts SET mail = 'c'");

        assertThat(items.parity().sample()).isEqualTo("public.items: ctid=(0,3)");
        assertThat(parts.parity().sample()).isEqualTo("public.parts: ctid=(0,2) of public.parts_1");
    }

    @Test
    void digitsOfTheMachinesLocaleReachNoStatement() throws Exception {
        LAB.run(
                "CREATE TABLE items (id int PRIMARY KEY, mail text, email text)",
                "INSERT INTO items VALUES (1, 'a', 'a')");
        Synced items = Synced.on(LAB, SyncRule.of("items", Map.of("email", "mail"), Map.of("mail", "email")));
        LAB.behindSync(items.number(), "items", "UPDATE items SET mail = 'c'");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));

            assertThat(items.parity().sample()).isEqualTo("public.items: id=1");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void arrayOfALimitedTypeIsRefusedWithTheReason() throws Exception {
        LAB.run("CREATE TABLE items (id int PRIMARY KEY, tags varchar(3)[])");

        assertThat(refused(SyncRule.of("items", Map.of("labels", "tags::text[]"), Map.of("tags", "labels"))))
                .singleElement()
                .asString()
                .contains("column tags is an array of a type with a length", "cut off");
    }

    private static List<String> refused(SyncRule rule) throws SQLException {
        return ((Outcome.Refused) new PreflightCheck(LAB.connections()).check(LAB.plan(rule))).reasons();
    }
}
