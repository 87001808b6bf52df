// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.SyncRule;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** {@code interlock.unsynced} has one row for each write that came to be and that {@code forward} raised on, and no other. */
class UnsyncedNoteTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final SyncRule AMOUNT =
            SyncRule.of("orders", Map.of("amount", "amount_text::int"), Map.of("amount_text", "amount::text"));
    private static final String ALL = "SELECT id, amount_text, amount FROM orders ORDER BY id";
    private static final String TOLD = "SELECT kept_row ->> 'id', kept_row ->> 'amount_text' FROM interlock.unsynced";

    /** When the write comes: before the guard is on, and after. */
    enum Guard {
        OFF,
        ON
    }

    @BeforeEach
    void nothingIsThere() {
        LAB.run("DROP TABLE IF EXISTS orders, changes CASCADE", "TRUNCATE interlock.unsynced");
    }

    @Test
    void rowThatWasNeverInsertedIsNotToldOf() throws Exception {
        orders();

        LAB.run("INSERT INTO orders VALUES (1, 'one'), (2, 'two') ON CONFLICT DO NOTHING");

        assertThat(LAB.rows(ALL)).containsExactly("1|1|1", "2|two|-");
        assertThat(LAB.rows(TOLD)).containsExactly("2|two");
    }

    @Test
    void rowThatWasUpdatedInsteadIsToldOfOnce() throws Exception {
        orders();

        LAB.run(
                "INSERT INTO orders VALUES (1, 'one') ON CONFLICT (id) DO UPDATE SET amount_text = excluded.amount_text",
                "INSERT INTO orders VALUES (1, 'uno') ON CONFLICT (id) DO UPDATE SET amount_text = '3'",
                "INSERT INTO orders VALUES (1, 'eins') ON CONFLICT (id) DO UPDATE SET amount_text = 'zwei' WHERE false");

        assertThat(LAB.rows(ALL)).containsExactly("1|3|3");
        assertThat(LAB.rows(TOLD)).containsExactly("1|one");
    }

    @Test
    void rowsThatAreCopiedAreToldOf() throws Exception {
        orders();

        try (Connection connection = LAB.connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY orders (id, amount_text) FROM STDIN",
                            new StringReader("2\ttwo\n3\t3\n4\t\\N\n5\tfive\n"));
        }

        assertThat(LAB.rows(ALL)).containsExactly("1|1|1", "2|two|-", "3|3|3", "4|-|-", "5|five|-");
        assertThat(LAB.rows(TOLD)).containsExactly("2|two", "5|five");
    }

    @Test
    void mergeTellsOfWhatItInsertsAndUpdates() throws Exception {
        orders();
        LAB.run("CREATE TABLE changes AS VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, '4')");

        LAB.run("""
                MERGE INTO orders o USING changes c ON o.id = c.column1
                WHEN MATCHED THEN UPDATE SET amount_text = c.column2
                WHEN NOT MATCHED AND c.column1 <> 3 THEN INSERT VALUES (c.column1, c.column2)
                """);

        assertThat(LAB.rows(ALL)).containsExactly("1|one|-", "2|two|-", "4|4|4");
        assertThat(LAB.rows(TOLD + " ORDER BY 1")).containsExactly("1|one", "2|two");
    }

    @Test
    void rowThatATriggerOfTheTeamSkipsIsNotToldOf() throws Exception {
        orders();
        // Preflight refuses the one that sorts after sync; it may still be made later.
        trigger(
                "early",
                "BEFORE INSERT OR UPDATE",
                "RETURN CASE WHEN NEW.amount_text = 'early' THEN NULL ELSE NEW END;");
        trigger("zzzzz", "BEFORE INSERT", "RETURN CASE WHEN NEW.amount_text = 'late' THEN NULL ELSE NEW END;");

        LAB.run(
                "INSERT INTO orders VALUES (2, 'early'), (3, 'late'), (4, 'four')",
                "UPDATE orders SET amount_text = 'early' WHERE id = 1");

        assertThat(LAB.rows(ALL)).containsExactly("1|1|1", "4|four|-");
        assertThat(LAB.rows(TOLD)).containsExactly("4|four");
    }

    @Test
    void whatASavepointTakesBackIsNotToldOf() throws Exception {
        orders();

        LAB.run("BEGIN; SAVEPOINT before; INSERT INTO orders VALUES (2, 'two'); UPDATE orders SET amount_text = 'one';"
                + " ROLLBACK TO before; INSERT INTO orders VALUES (3, 'three'), (4, NULL); COMMIT");

        assertThat(LAB.rows(ALL)).containsExactly("1|1|1", "3|three|-", "4|-|-");
        assertThat(LAB.rows(TOLD)).containsExactly("3|three");
    }

    @Test
    void rowsThatAreInParityAreNotToldOfBesideOneThatIsNot() throws Exception {
        orders();

        LAB.run(
                "BEGIN; INSERT INTO orders VALUES (2, 'two') ON CONFLICT DO NOTHING; INSERT INTO orders VALUES (3, NULL);"
                        + " INSERT INTO orders (id, amount) VALUES (4, NULL); COMMIT");

        assertThat(LAB.rows(TOLD)).containsExactly("2|two");
    }

    @Test
    void whatReplicasApplyIsToldOf() throws Exception {
        orders();

        LAB.run("SET session_replication_role = replica; INSERT INTO orders VALUES (2, 'two')");

        assertThat(LAB.rows(TOLD)).containsExactly("2|two");
    }

    @ParameterizedTest
    @EnumSource
    void rowThatMovesToAnotherLeafIsToldOfOnce(Guard guard) throws Exception {
        partitioned(guard);

        LAB.run("UPDATE orders SET id = 101, amount_text = 'one' WHERE id = 1");

        assertThat(LAB.rows(ALL)).containsExactly("2|2|2", "101|one|-");
        assertThat(LAB.rows(TOLD)).containsExactly("101|one");
    }

    @ParameterizedTest
    @EnumSource
    void rowThatStaysInItsLeafIsToldOfOnce(Guard guard) throws Exception {
        partitioned(guard);

        LAB.run(
                "UPDATE orders SET amount_text = 'one' WHERE id = 1",
                "INSERT INTO orders VALUES (2, 'two'), (102, 'two') ON CONFLICT DO NOTHING");

        assertThat(LAB.rows(ALL)).containsExactly("1|one|-", "2|2|2", "102|two|-");
        assertThat(LAB.rows(TOLD)).containsExactly("1|one", "102|two");
    }

    @ParameterizedTest
    @EnumSource
    void moveThatATriggerOfTheTeamForbidsIsNotToldOf(Guard guard) throws Exception {
        partitioned(guard);
        trigger("kept", "BEFORE DELETE", "RETURN NULL;");

        LAB.run("UPDATE orders SET id = 101, amount_text = 'one' WHERE id = 1");

        assertThat(LAB.rows(ALL)).containsExactly("1|1|1", "2|2|2");
        assertThat(LAB.rows(TOLD)).isEmpty();
    }

    /** The guard of what tells is the guard of what syncs: a row that was told of once is not told of again. */
    @Test
    void updateThatTouchesNeitherSideTellsNothingOnceTheGuardIsOn() throws Exception {
        partitioned(Guard.ON);
        LAB.run("UPDATE orders SET amount_text = 'one' WHERE id = 1");

        LAB.run("BEGIN; UPDATE orders SET amount_text = 'two' WHERE id = 2; UPDATE orders SET note = 'seen'; COMMIT");

        assertThat(LAB.rows(TOLD)).containsExactly("1|one", "2|two");
    }

    @Test
    void leafOfAnotherTablesIsToldOfWhatStaysInIt() throws Exception {
        partitionedTable();
        LAB.run("ALTER TABLE orders RENAME TO all_orders", "ALTER TABLE orders_low RENAME TO orders");
        Synced synced = Synced.on(LAB, AMOUNT).filled();

        LAB.run(
                "UPDATE all_orders SET id = 101, amount_text = 'one' WHERE id = 1",
                "UPDATE all_orders SET amount_text = 'two' WHERE id = 2");

        assertThat(LAB.rows(TOLD)).containsExactly("2|two");
        synced.off();
        LAB.run("DROP TABLE all_orders");
    }

    private static void orders() throws SQLException {
        LAB.run("CREATE TABLE orders (id int PRIMARY KEY, amount_text text, amount int)");
        Synced.on(LAB, AMOUNT);
        LAB.run("INSERT INTO orders VALUES (1, '1')");
    }

    private static void partitioned(Guard guard) throws SQLException {
        partitionedTable();
        Synced synced = Synced.on(LAB, AMOUNT);
        if (guard == Guard.ON) {
            synced.filled();
        } else {
            LAB.run("UPDATE orders SET amount_text = amount_text");
        }
    }

    private static void partitionedTable() {
        LAB.run(
                "CREATE TABLE orders (id int PRIMARY KEY, amount_text text, amount int, note text) PARTITION BY RANGE (id)",
                "CREATE TABLE orders_low PARTITION OF orders FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE orders_high PARTITION OF orders FOR VALUES FROM (100) TO (200)",
                "INSERT INTO orders VALUES (1, '1'), (2, '2')");
    }

    private static void trigger(String name, String event, String body) {
        LAB.run(
                "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN %s END $$"
                        .formatted(name, body),
                "CREATE TRIGGER %s %s ON orders FOR EACH ROW EXECUTE FUNCTION %s()".formatted(name, event, name));
    }
}
