// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.plan.SyncRule.WhenBothChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The eight rules of sync, each by what goes wrong without it. */
class SyncRulesTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final long NUMBER = 7;
    private static final String SIDES = "SELECT full_name, first_name, last_name FROM users WHERE id = 1";
    private static final SyncRule AMOUNT =
            SyncRule.of("orders", Map.of("amount", "amount_text::int"), Map.of("amount_text", "amount::text"));

    private final SyncInstaller installer = new SyncInstaller(LAB.connections());

    @BeforeEach
    void nothingIsThere() {
        LAB.run("DROP TABLE IF EXISTS users, orders, names CASCADE", "TRUNCATE interlock.conflict, interlock.unsynced");
    }

    // 1

    @Test
    void rowThatAgreesInOneDirectionIsNotTouched() throws Exception {
        install(SyncLab.SPLIT, SyncLab.USERS);
        LAB.run("INSERT INTO users (id, first_name, last_name) VALUES (1, 'Anna Maria', 'Berg')");

        LAB.run("UPDATE users SET email = 'a', first_name = first_name, full_name = full_name");

        assertThat(LAB.row(SIDES)).isEqualTo("Anna Maria Berg|Anna Maria|Berg");
    }

    // 2

    @Test
    void sideThatWasWrittenIsNeverAltered() throws Exception {
        install(SyncLab.SPLIT, SyncLab.USERS);

        LAB.run("INSERT INTO users (id, full_name) VALUES (1, ' Anna  Berg ')");
        String byOldPath = LAB.row(SIDES);
        LAB.run("UPDATE users SET first_name = '', last_name = 'von Berg'");

        assertThat(byOldPath).isEqualTo(" Anna  Berg ||Anna  Berg ");
        assertThat(LAB.row(SIDES)).isEqualTo(" von Berg||von Berg");
    }

    @Test
    void changedColumnsTellWhichPathWrote() throws Exception {
        install(SyncLab.SPLIT, SyncLab.USERS);
        LAB.run("INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");

        LAB.run("UPDATE users SET full_name = 'Bo Ek', first_name = first_name, last_name = last_name");
        String byOldPath = LAB.row(SIDES);
        LAB.run("UPDATE users SET full_name = full_name, first_name = 'Cy', last_name = NULL");

        assertThat(byOldPath).isEqualTo("Bo Ek|Bo|Ek");
        assertThat(LAB.row(SIDES)).isEqualTo("Cy|Cy|-");
        assertThat(LAB.rows("SELECT 1 FROM interlock.conflict")).isEmpty();
    }

    // 3

    @Test
    void defaultOfTheOldSideIsNotAWrittenValue() throws Exception {
        install(
                withWitness(SyncLab.SPLIT, "first_name"),
                SyncLab.USERS.replace("full_name text NOT NULL", "full_name text NOT NULL DEFAULT 'nobody yet'"));

        LAB.run(
                "INSERT INTO users (id, first_name, last_name) VALUES (1, 'Anna', 'Berg')",
                "INSERT INTO users (id) VALUES (2)");

        assertThat(LAB.rows("SELECT full_name, first_name, last_name FROM users ORDER BY id"))
                .containsExactly("Anna Berg|Anna|Berg", "nobody yet|nobody|yet");
        assertThat(LAB.rows("SELECT 1 FROM interlock.conflict")).isEmpty();
    }

    @Test
    void insertThatGivesNeitherSideCountsAsTheOldPath() throws Exception {
        install(
                SyncRule.of(
                        "orders",
                        Map.of("amount", "coalesce(amount_text, '0')::int"),
                        Map.of("amount_text", "coalesce(amount, -1)::text")),
                "CREATE TABLE orders (id int PRIMARY KEY, amount_text text, amount int)");

        LAB.run("INSERT INTO orders (id) VALUES (1)");

        assertThat(LAB.row("SELECT amount_text, amount FROM orders")).isEqualTo("-|0");
    }

    @Test
    void newPathMayWriteARowOfNullsWhereTheOldSideMayNot() throws Exception {
        install(
                SyncRule.of("orders", Map.of("note", "nullif(remark, '')"), Map.of("remark", "coalesce(note, '')")),
                "CREATE TABLE orders (id int PRIMARY KEY, remark text NOT NULL, note text)");

        LAB.run("INSERT INTO orders (id, note) VALUES (1, NULL)", "INSERT INTO orders (id, remark) VALUES (2, '')");

        assertThat(LAB.rows("SELECT remark, note FROM orders ORDER BY id")).containsExactly("|-", "|-");
    }

    @Test
    void oldPathThatForgetsAColumnIsToldWhatItAlwaysWas() throws Exception {
        install(SyncLab.SPLIT, SyncLab.USERS);

        assertThat(stateOf("INSERT INTO users (id, email) VALUES (1, 'a')")).contains("23502");
    }

    // 4

    @Test
    void whatTheNewPathWasNeverShownIsKept() throws Exception {
        LAB.run(SyncLab.USERS, "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");
        install(whenBothChange(WhenBothChange.OLD));

        LAB.run("UPDATE users SET first_name = 'Bo'", "UPDATE users SET last_name = 'Ek'");

        assertThat(LAB.row(SIDES)).isEqualTo("Bo Ek|Bo|Ek");
        assertThat(LAB.rows("SELECT winner, lost FROM interlock.conflict"))
                .containsExactly("new|{\"full_name\": \"Anna Berg\"}");
    }

    @Test
    void newSideWinsAndTheOldIsKept() throws Exception {
        install(SyncLab.SPLIT, SyncLab.USERS);

        LAB.run("INSERT INTO users (id, full_name, first_name, last_name) VALUES (1, 'Old Name', 'New', 'Name')");

        assertThat(LAB.row(SIDES)).isEqualTo("New Name|New|Name");
        assertThat(LAB.row(
                        "SELECT migration, table_name, winner, lost, kept_row ->> 'full_name' FROM interlock.conflict"))
                .isEqualTo("7|public.users|new|{\"full_name\": \"Old Name\"}|New Name");
    }

    @Test
    void oldSideWinsAndTheNewIsKept() throws Exception {
        install(whenBothChange(WhenBothChange.OLD), SyncLab.USERS);
        LAB.run("INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");

        LAB.run("UPDATE users SET full_name = 'Old Name', first_name = 'New'");

        assertThat(LAB.row(SIDES)).isEqualTo("Old Name|Old|Name");
        assertThat(LAB.row("SELECT winner, lost FROM interlock.conflict"))
                .isEqualTo("old|{\"last_name\": \"Berg\", \"first_name\": \"New\"}");
    }

    @Test
    void disagreementIsRejectedWhereThePlanSaysSo() throws Exception {
        install(whenBothChange(WhenBothChange.REJECT), SyncLab.USERS);

        assertThat(stateOf("INSERT INTO users (id, full_name, first_name) VALUES (1, 'Old Name', 'New')"))
                .contains("23514");

        LAB.run("INSERT INTO users (id, full_name, first_name, last_name) VALUES (1, 'Same Name', 'Same', 'Name')");
        assertThat(LAB.row(SIDES)).isEqualTo("Same Name|Same|Name");
    }

    // 5

    @Test
    void forwardThatRaisesLetsTheOldPathWrite() throws Exception {
        install(AMOUNT, "CREATE TABLE orders (id int PRIMARY KEY, amount_text text NOT NULL, amount int)");
        LAB.run("INSERT INTO orders VALUES (1, '5')");

        LAB.run("UPDATE orders SET amount_text = 'five'");

        assertThat(LAB.row("SELECT amount_text, amount FROM orders")).isEqualTo("five|-");
        assertThat(LAB.row("SELECT migration, table_name, error, kept_row ->> 'amount_text' FROM interlock.unsynced"))
                .isEqualTo("7|public.orders|invalid input syntax for type integer: \"five\"|five");
    }

    @Test
    void forwardThatRaisesOnItsSecondColumnLeavesNothingOfItsFirst() throws Exception {
        install(
                SyncRule.of(
                        "orders",
                        Map.of("amount", "amount_text::int", "share", "100 / amount_text::int"),
                        Map.of("amount_text", "amount::text")),
                "CREATE TABLE orders (id int PRIMARY KEY, amount_text text NOT NULL, amount int, share int)");

        LAB.run("INSERT INTO orders VALUES (1, '5'), (2, '0')", "UPDATE orders SET amount_text = '00' WHERE id = 1");

        assertThat(LAB.rows("SELECT amount_text, amount, share FROM orders ORDER BY id"))
                .containsExactly("00|-|-", "0|-|-");
        assertThat(LAB.rows("SELECT error FROM interlock.unsynced"))
                .containsExactly("division by zero", "division by zero");
        assertThat(LAB.rows("SELECT 1 FROM interlock.conflict")).isEmpty();
    }

    @Test
    void backwardThatRaisesOnItsSecondColumnIsRefusedAndCounted() throws Exception {
        install(
                SyncRule.of(
                        "orders",
                        Map.of("total", "net + tax"),
                        Map.of("net", "total - 1", "tax", "(100 / (total - 9))::int")),
                "CREATE TABLE orders (id int PRIMARY KEY, net int NOT NULL, tax int, total int)");
        LAB.run("INSERT INTO orders (id, net, tax) VALUES (1, 2, 3)");

        assertThat(stateOf("UPDATE orders SET total = 9")).contains("23514");
        assertThat(stateOf("INSERT INTO orders (id, total) VALUES (2, 9)")).contains("23514");

        assertThat(LAB.rows("SELECT net, tax, total FROM orders")).containsExactly("2|3|5");
        assertThat(LAB.number("SELECT last_value FROM interlock.refused_7_1")).isEqualTo(2);
    }

    @Test
    void writeThatAbortsCountsNothing() throws Exception {
        install(AMOUNT, "CREATE TABLE orders (id int PRIMARY KEY, amount_text text NOT NULL, amount int)");

        LAB.run("BEGIN; INSERT INTO orders VALUES (1, 'five'); ROLLBACK");

        assertThat(LAB.rows("SELECT 1 FROM interlock.unsynced")).isEmpty();
    }

    @Test
    void writerNeedsNoRightInTheLedger() throws Exception {
        install(AMOUNT, "CREATE TABLE orders (id int PRIMARY KEY, amount_text text NOT NULL, amount int)");
        LAB.run(
                "DO $$ BEGIN CREATE ROLE shop LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT SELECT, INSERT, UPDATE ON orders TO shop");

        try (Connection shop = LAB.connectAs("shop")) {
            Sql.run(shop, "INSERT INTO orders VALUES (1, 'five', NULL), (2, '2', 3)");
        }

        assertThat(LAB.number("SELECT count(*) FROM interlock.unsynced")).isEqualTo(1);
        assertThat(LAB.number("SELECT count(*) FROM interlock.conflict")).isEqualTo(1);
    }

    @Test
    void valueThatTheOldSideCannotHoldIsRejected() throws Exception {
        install(
                SyncRule.of(
                        "orders",
                        Map.of("amount", "amount_text::int"),
                        Map.of("amount_text", "CASE WHEN amount = 0 THEN (1 / amount)::text ELSE amount::text END")),
                "CREATE TABLE orders (id int PRIMARY KEY, amount_text varchar(3) NOT NULL, amount int)");
        LAB.run("INSERT INTO orders VALUES (1, '5')");

        assertThat(stateOf("UPDATE orders SET amount = 0")).as("raises").contains("23514");
        assertThat(stateOf("UPDATE orders SET amount = 1000")).as("too long").contains("23514");
        assertThat(stateOf("UPDATE orders SET amount = NULL")).as("not null").contains("23514");
        assertThat(LAB.row("SELECT amount_text, amount FROM orders")).isEqualTo("5|5");
    }

    // 6

    @Test
    void equalMeansEqualBytes() throws Exception {
        install(
                SyncRule.of("orders", Map.of("price", "cost"), Map.of("cost", "price")),
                "CREATE TABLE orders (id int PRIMARY KEY, cost numeric, price numeric)");
        LAB.run("INSERT INTO orders (id, cost) VALUES (1, 1.0)");

        LAB.run("UPDATE orders SET cost = 1.00");

        assertThat(LAB.row("SELECT cost, price FROM orders")).isEqualTo("1.00|1.00");
    }

    @Test
    void valuesWithoutAnEqualityAreSynced() throws Exception {
        install(
                SyncRule.of("orders", Map.of("fresh", "stale::text::jsonb"), Map.of("stale", "fresh::text::json")),
                "CREATE TABLE orders (id int PRIMARY KEY, stale json, fresh jsonb)");

        LAB.run("INSERT INTO orders (id, stale) VALUES (1, '{\"b\":1,  \"a\":2}')", "UPDATE orders SET fresh = '[]'");

        assertThat(LAB.row("SELECT stale, fresh FROM orders")).isEqualTo("[]|[]");
    }

    @Test
    void sessionsInBerlinAndInUtcMeanTheSameMoment() throws Exception {
        install(
                SyncRule.of("orders", Map.of("at", "at_text::timestamptz"), Map.of("at_text", "at::text")),
                "CREATE TABLE orders (id int PRIMARY KEY, at_text text, at timestamptz)");

        LAB.run(
                "SET TimeZone = 'Europe/Berlin'; INSERT INTO orders (id, at_text) VALUES (1, '2026-07-01 12:00')",
                "SET TimeZone = 'UTC'; INSERT INTO orders (id, at_text) VALUES (2, '2026-07-01 12:00')",
                // Within one statement, since the driver gives up a session whose DateStyle is not ISO.
                "DO $$ BEGIN SET DateStyle = 'German'; UPDATE orders SET at = at + interval '1 hour' WHERE id = 1;"
                        + " SET DateStyle = 'ISO, MDY'; END $$");

        assertThat(LAB.rows("SELECT at_text, at AT TIME ZONE 'UTC' FROM orders ORDER BY id"))
                .containsExactly("2026-07-01 13:00:00+00|2026-07-01 13:00:00", "2026-07-01 12:00|2026-07-01 12:00:00");
    }

    @Test
    void roundedAndPaddedValuesAreComparedAsStored() throws Exception {
        install(
                SyncRule.of(
                        "orders",
                        Map.of("price", "cents / 100.0", "code", "tag"),
                        Map.of("cents", "(price * 100)::int", "tag", "code")),
                "CREATE TABLE orders (id int PRIMARY KEY, cents int, tag varchar(5), price numeric(10, 2), code char(4))");

        LAB.run("INSERT INTO orders (id, cents, tag) VALUES (1, 105, 'ab')");

        assertThat(LAB.row("SELECT price, interlock.agreement_7_1(cents, tag, code, price) FROM orders"))
                .isEqualTo("1.05|forward");
    }

    @Test
    void generatedColumnIsReplacedByItsExpression() throws Exception {
        install(
                SyncRule.of("users", Map.of("shout", "loud"), Map.of("full_name", "lower(shout)")),
                "CREATE TABLE users (id int PRIMARY KEY, full_name text,"
                        + " loud text GENERATED ALWAYS AS (upper(full_name)) STORED, shout text)");

        LAB.run("INSERT INTO users (id, full_name) VALUES (1, 'Anna')");

        assertThat(LAB.row("SELECT full_name, shout FROM users")).isEqualTo("Anna|ANNA");
    }

    // 7

    @Test
    void cascadesOfForeignKeysAreSynced() throws Exception {
        install(
                SyncLab.SPLIT,
                "CREATE TABLE names (name text PRIMARY KEY)",
                SyncLab.USERS,
                "ALTER TABLE users ADD FOREIGN KEY (full_name) REFERENCES names ON UPDATE CASCADE");
        LAB.run("INSERT INTO names VALUES ('Anna Berg')", "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");

        LAB.run("UPDATE names SET name = 'Bo Ek'");

        assertThat(LAB.row(SIDES)).isEqualTo("Bo Ek|Bo|Ek");
    }

    @Test
    void replicatedWritesAreSynced() throws Exception {
        install(SyncLab.SPLIT, SyncLab.USERS);

        LAB.run("SET session_replication_role = replica; INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");

        assertThat(LAB.row(SIDES)).isEqualTo("Anna Berg|Anna|Berg");
    }

    // 8

    @Test
    void beforeTheGuardEveryUpdateMakesItsRowRight() throws Exception {
        LAB.run(SyncLab.USERS, "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");
        install(SyncLab.SPLIT);

        LAB.run("UPDATE users SET email = 'a'");

        assertThat(LAB.row(SIDES)).isEqualTo("Anna Berg|Anna|Berg");
    }

    @Test
    void guardLeavesUntouchedWritesAloneAndNoOthers() throws Exception {
        MigrationPlan plan = install(SyncLab.SPLIT, SyncLab.USERS);
        installer.guard(NUMBER, plan, SyncLab.SHA, Progress.NONE);
        LAB.behindSync(NUMBER, "users", "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");

        LAB.run("UPDATE users SET email = 'a'");
        String untouched = LAB.row(SIDES);
        LAB.run("UPDATE users SET full_name = 'Bo Ek'", "INSERT INTO users (id, first_name) VALUES (2, 'Cy')");

        assertThat(untouched).isEqualTo("Anna Berg|-|-");
        assertThat(LAB.rows("SELECT full_name, first_name, last_name FROM users ORDER BY id"))
                .containsExactly("Bo Ek|Bo|Ek", "Cy|Cy|-");
    }

    private MigrationPlan install(SyncRule rule, String... tables) throws SQLException {
        LAB.run(tables);
        MigrationPlan plan = LAB.plan(rule);
        installer.install(NUMBER, plan, SyncLab.SHA, Progress.NONE);
        return plan;
    }

    private static Optional<String> stateOf(String statement) throws SQLException {
        try (Connection connection = LAB.connect()) {
            Sql.run(connection, statement);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e.getSQLState());
        }
    }

    private static SyncRule withWitness(SyncRule rule, String witness) {
        return new SyncRule(
                rule.table(),
                rule.forward(),
                rule.backward(),
                rule.whenBothChange(),
                Optional.of(witness),
                rule.session());
    }

    private static SyncRule whenBothChange(WhenBothChange choice) {
        SyncRule rule = SyncLab.SPLIT;
        return new SyncRule(rule.table(), rule.forward(), rule.backward(), choice, rule.witness(), rule.session());
    }
}
