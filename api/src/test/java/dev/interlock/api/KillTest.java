// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
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

    private Answer kill(String key, String body) {
        return api.post("/api/v1/flags/shop/" + key + "/kill", body);
    }
}
