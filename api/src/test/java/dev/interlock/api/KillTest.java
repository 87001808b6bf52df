// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KillTest {

    private ApiUnderTest api;

    @BeforeEach
    void flagAtTwentyPercent() {
        api = ApiUnderTest.withEmptyLedger();
        api.database().migration("killed", "abc", "RAMPING", "NULL");
        api.database()
                .run("INSERT INTO interlock.flag (key, migration, percent, actor, reason) "
                        + "SELECT 'killed', number, 20000, 'interlock', 'step' FROM interlock.migration");
    }

    @Test
    void killPutsTheFlagToZeroWithThePersonsWords() {
        Answer answer = kill("killed", "{\"actor\":\"bob\",\"reason\":\"3 a.m.\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("percent").asDouble()).isZero();
        assertThat(answer.json().path("epoch").asLong()).isEqualTo(1);
        assertThat(api.get("/api/v1/migrations/shop/killed/timeline").text()).contains("kill: 3 a.m.", "bob");
    }

    @Test
    void killWithoutAReasonIsRefused() {
        assertThat(kill("killed", "{}").problem()).isEqualTo("invalid-request");
    }

    @Test
    void unknownFlagIsNotFound() {
        assertThat(kill("nothing", "{\"reason\":\"x\"}").problem()).isEqualTo("unknown-flag");
    }

    @Test
    void reasonThatTheLedgerCouldNotKeepIsRefused() {
        assertThat(kill("killed", "{\"reason\":\"\\u0000\"}").problem()).isEqualTo("malformed-request");
    }

    @Test
    void whatIsNoKeyIsNotFoundEither() {
        assertThat(kill("a%20b", "{\"reason\":\"x\"}").problem()).isEqualTo("unknown-flag");
    }

    @Test
    void pinnedFlagIsAConflict() {
        api.database().run("UPDATE interlock.flag SET pinned = true, version = version + 1");

        Answer answer = kill("killed", "{\"reason\":\"x\"}");

        assertThat(answer.problem()).isEqualTo("pinned");
        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void whoeverKeepsHiddenNamesFromComingBackIsNamed() throws SQLException {
        api.database()
                .run("CREATE TABLE hidden_users (id int, interlock_hidden_1_1_name text);"
                        + " UPDATE interlock.flag SET percent = 100000, version = version + 1;"
                        + " INSERT INTO interlock.hiding (migration, lock_ms, old_calls) SELECT number, 100, '{}' FROM interlock.migration;"
                        + " INSERT INTO interlock.hidden SELECT number, 1, 'column', 'hidden_users'::regclass, 'public', 'hidden_users', 'name',"
                        + " 'interlock_hidden_1_1_name', NULL FROM interlock.migration");
        try (Connection reader = api.database().connect("long-reader");
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT FROM hidden_users");

            Answer answer = kill("killed", "{\"reason\":\"x\"}");

            assertThat(answer.problem()).isEqualTo("flag-locked");
            assertThat(answer.text())
                    .contains("the old names are still hidden and nothing has changed", "application long-reader");
        }
        assertThat(kill("killed", "{\"reason\":\"x\"}").status()).isEqualTo(200);
        api.database().run("DROP TABLE hidden_users");
    }

    private Answer kill(String key, String body) {
        return api.post("/api/v1/flags/shop/" + key + "/kill", body);
    }
}
