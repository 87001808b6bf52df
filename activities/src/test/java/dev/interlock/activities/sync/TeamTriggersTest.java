// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The team's own triggers on a synced table. Preflight refuses those that sync cannot live with. */
class TeamTriggersTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final String ALL = "SELECT id, full_name, first_name, last_name FROM users ORDER BY id";

    @BeforeEach
    void users() {
        LAB.run("DROP TABLE IF EXISTS users, log CASCADE", SyncLab.USERS, "CREATE TABLE log (line text)");
    }

    @Test
    void whatATriggerBeforeOursMakesOfTheWrittenSideIsWhatWasWritten() throws Exception {
        trigger("tidy", "BEFORE INSERT OR UPDATE", "NEW.full_name := initcap(NEW.full_name); RETURN NEW;");
        Synced synced = Synced.on(LAB, SyncLab.SPLIT).filled();

        LAB.run(
                "INSERT INTO users (id, full_name) VALUES (1, 'anna berg')",
                "UPDATE users SET full_name = 'bo ek'",
                "INSERT INTO users (id, first_name, last_name) VALUES (2, 'cy', 'ek')");

        assertThat(LAB.rows(ALL)).containsExactly("1|Bo Ek|Bo|Ek", "2|cy ek|cy|ek");
        synced.assertNothingLost();
    }

    @Test
    void triggerThatWritesTheNewSideIsHeardToo() throws Exception {
        trigger("tidy", "BEFORE INSERT OR UPDATE", "NEW.last_name := upper(NEW.last_name); RETURN NEW;");
        Synced synced = Synced.on(LAB, SyncLab.SPLIT);

        LAB.run(
                "INSERT INTO users (id, first_name, last_name) VALUES (1, 'Anna', 'Berg')",
                "INSERT INTO users (id, full_name) VALUES (2, 'Bo Ek')",
                "UPDATE users SET email = 'b' WHERE id = 2");

        assertThat(LAB.rows(ALL)).containsExactly("1|Anna BERG|Anna|BERG", "2|Bo EK|Bo|EK");
        synced.assertNothingLost();
    }

    @Test
    void triggerThatSkipsARowSkipsItForSyncToo() throws Exception {
        trigger("closed", "BEFORE UPDATE", "RETURN CASE WHEN OLD.email = 'closed' THEN NULL ELSE NEW END;");
        Synced synced = Synced.on(LAB, SyncLab.SPLIT).filled();
        LAB.run("INSERT INTO users (id, full_name, email) VALUES (1, 'Anna Berg', 'closed'), (2, 'Bo Ek', 'open')");

        LAB.run("UPDATE users SET first_name = 'Cy'");

        assertThat(LAB.rows(ALL)).containsExactly("1|Anna Berg|Anna|Berg", "2|Cy Ek|Cy|Ek");
        synced.assertNothingLost();
    }

    @Test
    void afterTriggersSeeBothSides() throws Exception {
        trigger(
                "audit",
                "AFTER INSERT OR UPDATE",
                "INSERT INTO log VALUES (concat_ws('|', NEW.full_name, NEW.first_name, NEW.last_name)); RETURN NULL;");
        Synced synced = Synced.on(LAB, SyncLab.SPLIT).filled();

        LAB.run(
                "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')",
                "UPDATE users SET first_name = 'Bo Maria'");

        assertThat(LAB.rows("SELECT line FROM log"))
                .containsExactly("Anna Berg|Anna|Berg", "Bo Maria Berg|Bo Maria|Berg");
        synced.assertNothingLost();
    }

    /** An AFTER trigger that writes the row once more fires ours inside itself; a depth guard would miss it. */
    @Test
    void writesFromInsideATriggerAreSynced() throws Exception {
        trigger(
                "anonymise",
                "AFTER UPDATE OF email",
                "UPDATE users SET full_name = 'No Body' WHERE id = NEW.id AND NEW.email IS NULL; RETURN NULL;");
        Synced synced = Synced.on(LAB, SyncLab.SPLIT).filled();
        LAB.run("INSERT INTO users (id, first_name, last_name, email) VALUES (1, 'Anna Maria', 'Berg', 'a')");

        LAB.run("UPDATE users SET email = NULL");

        assertThat(LAB.rows(ALL)).containsExactly("1|No Body|No|Body");
        synced.assertNothingLost();
    }

    private static void trigger(String name, String event, String body) {
        LAB.run(
                "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN %s END $$"
                        .formatted(name, body),
                "CREATE TRIGGER %s %s ON users FOR EACH ROW EXECUTE FUNCTION %s()".formatted(name, event, name));
    }
}
