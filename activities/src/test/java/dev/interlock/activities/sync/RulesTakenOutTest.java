// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.SyncRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What each rule of sync is there for: the same script with the rule and without it. Taken out is done to what is
 * installed, so a rule that is no longer in the generated SQL fails its test too.
 */
class RulesTakenOutTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final String SIDES = "SELECT full_name, first_name, last_name FROM users WHERE id = 1";
    private static final String NO_OP =
            "IF (?:NOT interlock_nothing AND )?interlock\\.agreement_\\S+\\([^)]*\\) IS NOT NULL";
    private static final String NO_OP_OF_A_USUAL_WRITE = "IF interlock\\.is_(?:forward|backward)_\\S+\\([^)]*\\) THEN";
    private static final String USUAL_UPDATE = "IF TG_OP OPERATOR\\(pg_catalog\\.=\\) 'UPDATE' AND";
    private static final String KEEP_UNSYNCED = "interlock.keep_unsynced(bigint, text, text, jsonb)";
    private static final SyncRule AMOUNT =
            SyncRule.of("orders", Map.of("amount", "amount_text::int"), Map.of("amount_text", "amount::text"));
    private static final SyncRule PRICE = SyncRule.of("orders", Map.of("price", "cost"), Map.of("cost", "price"));
    private static final SyncRule MOMENT =
            SyncRule.of("orders", Map.of("at", "at_text::timestamptz"), Map.of("at_text", "at::text"));

    private enum Rule {
        KEPT,
        OUT
    }

    @BeforeEach
    void nothingIsThere() {
        LAB.run("DROP TABLE IF EXISTS users, orders, names CASCADE");
    }

    @Test
    void withoutTheNoOpAnyUpdateRegroupsWhatTheNewPathWrote() throws Exception {
        assertThat(touchedAfterTheNewPathWrote(Rule.KEPT)).isEqualTo("Anna Maria Berg|Anna Maria|Berg");
        assertThat(touchedAfterTheNewPathWrote(Rule.OUT)).isEqualTo("Anna Maria Berg|Anna|Maria Berg");
    }

    private String touchedAfterTheNewPathWrote(Rule rule) throws SQLException {
        Synced synced = users();
        withoutNoOp(rule, synced);
        LAB.run(
                "INSERT INTO users (id, first_name, last_name) VALUES (1, 'Anna Maria', 'Berg')",
                "UPDATE users SET email = 'a'");
        return LAB.row(SIDES);
    }

    @Test
    void withoutTheNoOpABackfillRewritesTheOldSide() throws Exception {
        assertThat(filledByAStatement(Rule.KEPT)).isEqualTo("05|5");
        assertThat(filledByAStatement(Rule.OUT)).isEqualTo("5|5");
    }

    private String filledByAStatement(Rule rule) throws SQLException {
        orders("amount_text text", "amount int");
        LAB.run("INSERT INTO orders VALUES (1, '05')");
        withoutNoOp(rule, Synced.on(LAB, AMOUNT));
        LAB.run("UPDATE orders SET amount = amount_text::int");
        return LAB.row("SELECT amount_text, amount FROM orders");
    }

    @Test
    void withoutTheConflictTableAnAcknowledgedWriteIsGone() throws Exception {
        assertThat(lostByAStatementOnBothSides(Rule.KEPT)).containsExactly("{\"full_name\": \"Old Name\"}");
        assertThat(lostByAStatementOnBothSides(Rule.OUT)).isEmpty();
    }

    private List<String> lostByAStatementOnBothSides(Rule rule) throws SQLException {
        Synced synced = users();
        if (rule == Rule.OUT) {
            edit("long_way", synced, "IF interlock_lost IS NOT NULL", "IF false");
        }
        LAB.run(
                "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')",
                "UPDATE users SET full_name = 'Old Name', first_name = 'New'");
        assertThat(LAB.row(SIDES)).isEqualTo("New Berg|New|Berg");
        return LAB.rows("SELECT lost FROM interlock.conflict WHERE migration = " + synced.number());
    }

    @Test
    void withPlainEqualityAWriteDoesNotReachTheOtherSide() throws Exception {
        assertThat(writtenWithAnotherScale(Rule.KEPT)).isEqualTo("1.00|1.00");
        assertThat(writtenWithAnotherScale(Rule.OUT)).isEqualTo("1.00|1.0");
    }

    private String writtenWithAnotherScale(Rule rule) throws SQLException {
        orders("cost numeric", "price numeric");
        Synced synced = Synced.on(LAB, PRICE);
        if (rule == Rule.OUT) {
            withPlainEquality(synced);
        }
        LAB.run("INSERT INTO orders (id, cost) VALUES (1, 1.0)", "UPDATE orders SET cost = 1.00");
        return LAB.row("SELECT cost, price FROM orders");
    }

    @Test
    void withPlainEqualityEveryWriteOfJsonFails() throws Exception {
        assertThat(stateOfAWriteOfJson(Rule.KEPT)).isEqualTo("none");
        assertThat(stateOfAWriteOfJson(Rule.OUT)).isEqualTo("42883");
    }

    private String stateOfAWriteOfJson(Rule rule) throws SQLException {
        orders("cost json", "price json");
        Synced synced = Synced.on(LAB, PRICE);
        LAB.run("INSERT INTO orders (id, cost) VALUES (1, '{}')");
        if (rule == Rule.OUT) {
            withPlainEquality(synced);
        }
        return state("postgres", "UPDATE orders SET cost = '[]'");
    }

    @Test
    void withoutFixedSettingsTheSameTextIsTwoMoments() throws Exception {
        assertThat(momentsOfTheSameText(Rule.KEPT)).isEqualTo(1);
        assertThat(momentsOfTheSameText(Rule.OUT)).isEqualTo(2);
    }

    private long momentsOfTheSameText(Rule rule) throws SQLException {
        orders("at_text text", "at timestamptz");
        Synced synced = Synced.on(LAB, MOMENT);
        if (rule == Rule.OUT) {
            edit("sync", synced, "SET \"TimeZone\" TO 'UTC'", "");
        }
        LAB.run(
                "SET TimeZone = 'Europe/Berlin'; INSERT INTO orders (id, at_text) VALUES (1, '2026-07-01 12:00')",
                "SET TimeZone = 'UTC'; INSERT INTO orders (id, at_text) VALUES (2, '2026-07-01 12:00')");
        assertThat(synced.parity().rows() > 0).isEqualTo(rule == Rule.OUT);
        return LAB.number("SELECT count(DISTINCT at) FROM orders");
    }

    @Test
    void withADepthGuardForeignKeyCascadesAreNotSynced() throws Exception {
        assertThat(renamedByACascade(Rule.KEPT)).isEqualTo("Bo Ek|Bo|Ek");
        assertThat(renamedByACascade(Rule.OUT)).isEqualTo("Bo Ek|Anna|Berg");
    }

    private String renamedByACascade(Rule rule) throws SQLException {
        Synced synced = users();
        LAB.run(
                "CREATE TABLE names (name text PRIMARY KEY)",
                "ALTER TABLE users ADD FOREIGN KEY (full_name) REFERENCES names ON UPDATE CASCADE",
                "INSERT INTO names VALUES ('Anna Berg')",
                "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')",
                "CREATE FUNCTION again() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN UPDATE names SET name = ''Bo Ek''; RETURN NULL; END'",
                "CREATE TABLE orders (id int)",
                "CREATE TRIGGER again AFTER INSERT ON orders EXECUTE FUNCTION again()");
        if (rule == Rule.OUT) {
            edit("sync", synced, "\nBEGIN\n", "\nBEGIN\n    IF pg_trigger_depth() > 1 THEN RETURN NEW; END IF;\n");
        }
        LAB.run("INSERT INTO orders VALUES (1)");
        LAB.run("DROP FUNCTION again CASCADE", "DROP TABLE orders");
        String sides = LAB.row(SIDES);
        LAB.run("DROP TABLE users, names");
        return sides;
    }

    @Test
    void withoutEnableAlwaysReplicatedWritesAreNotSynced() throws Exception {
        assertThat(writtenByAReplica(Rule.KEPT)).isEqualTo("Anna Berg|Anna|Berg");
        assertThat(writtenByAReplica(Rule.OUT)).isEqualTo("Anna Berg|-|-");
    }

    private String writtenByAReplica(Rule rule) throws SQLException {
        users();
        if (rule == Rule.OUT) {
            LAB.run("ALTER TABLE users DISABLE TRIGGER USER", "ALTER TABLE users ENABLE TRIGGER USER");
        }
        LAB.run("SET session_replication_role = replica; INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");
        return LAB.row(SIDES);
    }

    @Test
    void withTheRightsOfTheWriterAloneItsWriteFails() throws Exception {
        LAB.run("DO $$ BEGIN CREATE ROLE shop LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");

        assertThat(writtenWhereForwardRaises(Rule.KEPT)).isEqualTo("none");
        assertThat(writtenWhereForwardRaises(Rule.OUT)).isEqualTo("42501");
    }

    private String writtenWhereForwardRaises(Rule rule) throws SQLException {
        orders("amount_text text", "amount int");
        Synced.on(LAB, AMOUNT);
        LAB.run("GRANT SELECT, INSERT, UPDATE ON orders TO shop");
        try {
            LAB.run("ALTER FUNCTION " + KEEP_UNSYNCED + (rule == Rule.OUT ? " SECURITY INVOKER" : " SECURITY DEFINER"));
            return state("shop", "INSERT INTO orders VALUES (1, 'five')");
        } finally {
            LAB.run("ALTER FUNCTION " + KEEP_UNSYNCED + " SECURITY DEFINER");
        }
    }

    @Test
    void withoutTheRightToCallWhatForwardCallsAWriteIsUnsynced() throws Exception {
        assertThat(writtenByTheShop("PERFORM 1", "INSERT INTO orders (id, amount_text) VALUES (1, '5')"))
                .isEqualTo("none, 5|5, 0");
        assertThat(writtenByTheShop(
                        "REVOKE EXECUTE ON FUNCTION own.number(text) FROM PUBLIC",
                        "INSERT INTO orders (id, amount_text) VALUES (1, '5')"))
                .isEqualTo("none, 5|-, 1");
    }

    /** A usual write calls functions that know the other by its oid; whatever is not usual looks it up by name. */
    @Test
    void withoutUsageOfItsSchemaAWriteThatIsNotUsualIsAltered() throws Exception {
        String unusual = "INSERT INTO orders (id, amount_text, amount) VALUES (1, '07', 7)";

        assertThat(writtenByTheShop("PERFORM 1", unusual)).isEqualTo("none, 07|7, 0");
        assertThat(writtenByTheShop("REVOKE USAGE ON SCHEMA own FROM shop", unusual))
                .isEqualTo("none, 7|7, 1");
    }

    private static String writtenByTheShop(String without, String sql) throws SQLException {
        orders("amount_text text", "amount int");
        LAB.role("shop");
        LAB.run(
                "TRUNCATE interlock.unsynced, interlock.conflict",
                "DROP SCHEMA IF EXISTS own CASCADE",
                "CREATE SCHEMA own",
                "CREATE FUNCTION own.number(text) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN $1::int; END'",
                "GRANT USAGE ON SCHEMA own TO shop",
                "GRANT SELECT, INSERT, UPDATE ON orders TO shop",
                "DO $$ BEGIN " + without + "; END $$");
        Synced.on(
                LAB,
                SyncRule.of(
                        "orders", Map.of("amount", "own.number(amount_text)"), Map.of("amount_text", "amount::text")));
        return state("shop", sql) + ", " + LAB.row("SELECT amount_text, amount FROM orders") + ", "
                + LAB.number(
                        "SELECT (SELECT count(*) FROM interlock.unsynced) + (SELECT count(*) FROM interlock.conflict)");
    }

    /** Blocks are filled from the front, and an UPDATE moves a row of the last block into the first one. */
    @Test
    void withTheGuardOnTooEarlyARowMovesBehindTheCursorUnfilled() throws Exception {
        assertThat(unfilledAfterARowHasMoved(Rule.KEPT)).isZero();
        assertThat(unfilledAfterARowHasMoved(Rule.OUT)).isEqualTo(1);
    }

    private long unfilledAfterARowHasMoved(Rule rule) throws SQLException {
        LAB.run(
                "DROP TABLE IF EXISTS users CASCADE",
                SyncLab.USERS,
                "INSERT INTO users (id, full_name, filler)"
                        + " SELECT i, 'Anna Berg', repeat('f', 900) FROM generate_series(1, 80) i",
                "DELETE FROM users WHERE id <= 6");
        awaitNobodyWhoMaySeeDeletedRows();
        LAB.run("VACUUM users");
        Synced synced = Synced.on(LAB, SyncLab.SPLIT);
        if (rule == Rule.OUT) {
            new SyncInstaller(LAB.connections()).guard(synced.number(), synced.plan(), SyncLab.SHA, Progress.NONE);
        }
        String fill = "UPDATE users SET first_name = 'Anna', last_name = 'Berg' WHERE first_name IS NULL AND ctid ";
        LAB.run(fill + "< '(1,0)'", "UPDATE users SET email = 'moves' WHERE id = 80");
        assertThat(LAB.row("SELECT ctid < '(1,0)' FROM users WHERE id = 80")).isEqualTo("t");
        LAB.run(fill + ">= '(1,0)'");
        return LAB.number("SELECT count(*) FROM users WHERE first_name IS NULL");
    }

    /** Such as autovacuum: the space of a row that somebody may still see is not free. */
    private static void awaitNobodyWhoMaySeeDeletedRows() {
        while (LAB.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()")
                > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void withoutSkipLockedABatchStallsTheApplicationOnOtherRows() throws Exception {
        assertThat(writtenBesideABatch(" SKIP LOCKED")).isEqualTo("none");
        assertThat(writtenBesideABatch("")).isEqualTo("55P03");
    }

    /** An idle transaction has row 2; a batch picks rows 1 to 3; the application writes row 1. */
    private String writtenBesideABatch(String skip) throws Exception {
        LAB.run("DROP TABLE IF EXISTS users", SyncLab.USERS);
        LAB.run("INSERT INTO users (id, full_name) VALUES (1, 'Anna'), (2, 'Bo'), (3, 'Cy')");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (Connection idle = LAB.connect();
                Connection batch = LAB.connections().open("batch")) {
            idle.setAutoCommit(false);
            batch.setAutoCommit(false);
            Sql.run(idle, "SELECT 1 FROM users WHERE id = 2 FOR UPDATE");
            Future<Integer> picked = pool.submit(() -> Sql.list(
                            batch, "SELECT id FROM users ORDER BY ctid FOR NO KEY UPDATE" + skip, row -> row.getLong(1))
                    .size());
            if (skip.isEmpty()) {
                untilItWaits();
            } else {
                picked.get();
                batch.commit();
            }
            String state = state("postgres", "SET lock_timeout = '200ms'; UPDATE users SET email = 'a' WHERE id = 1");
            idle.rollback();
            picked.get();
            batch.rollback();
            return state;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void untilItWaits() {
        String waiting = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'batch'"
                + " AND datname = current_database() AND wait_event_type = 'Lock'";
        while (LAB.number(waiting) == 0) {
            Thread.onSpinWait();
        }
    }

    private static Synced users() throws SQLException {
        LAB.run("DROP TABLE IF EXISTS users CASCADE", SyncLab.USERS);
        return Synced.on(LAB, SyncLab.SPLIT);
    }

    private static void orders(String old, String fresh) {
        LAB.run(
                "DROP TABLE IF EXISTS orders CASCADE",
                "CREATE TABLE orders (id int PRIMARY KEY, " + old + ", " + fresh + ")");
    }

    private static void withoutNoOp(Rule rule, Synced synced) {
        if (rule == Rule.OUT) {
            edit("sync", synced, NO_OP_OF_A_USUAL_WRITE, "IF false THEN");
            edit("long_way", synced, NO_OP, "IF false");
        }
    }

    private static void withPlainEquality(Synced synced) {
        String rows = "\\((ROW\\((?:[^()]|\\([^()]*\\))*\\)), (ROW\\((?:[^()]|\\([^()]*\\))*\\))\\)";
        edit("sync", synced, USUAL_UPDATE, "IF false AND");
        edit("long_way", synced, "pg_catalog\\.record_image_ne" + rows, "($1 <> $2)");
        edit("agreement", synced, "pg_catalog\\.record_image_eq" + rows, "($1 = $2)");
    }

    /** @param rule a regular expression; that it is found is part of every test */
    private static void edit(String function, Synced synced, String rule, String instead) {
        String text = LAB.row("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = '" + function + "_"
                + synced.number() + "_1'");
        String edited = text.replaceAll(rule, instead);
        assertThat(edited).as("the text without the rule").isNotEqualTo(text);
        LAB.run(edited);
    }

    private static String state(String user, String statement) throws SQLException {
        try (Connection connection = LAB.connectAs(user)) {
            Sql.run(connection, statement);
            return "none";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
