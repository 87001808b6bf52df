// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An API whose Temporal has gone after it came up. */
class OutageTest {

    private static ApiUnderTest api;

    @BeforeAll
    static void loseTemporal() {
        api = ApiUnderTest.own();
        api.temporal().close();
    }

    @AfterAll
    static void stop() {
        api.stop();
    }

    @Test
    void readinessTellsTemporalFromTheDatabase() {
        Answer ready = api.get("/health/ready");

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().at("/checks/temporal/healthy").asBoolean()).isFalse();
        assertThat(ready.json().at("/checks/database:shop/healthy").asBoolean()).isTrue();
        assertThat(api.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    @Timeout(10)
    void startAndCommandsAreUnavailableBeforeWhoeverAskedHasGivenUp() {
        Answer start = api.start("unlucky");
        Answer command = api.post("/api/v1/migrations/shop/unlucky/rollback", "{}");

        assertThat(start.problem()).isEqualTo("temporal-unavailable");
        assertThat(start.status()).isEqualTo(503);
        assertThat(command.problem()).isEqualTo("temporal-unavailable");
    }

    @Test
    void recordsAndTheKillGoOn() {
        api.database().migration("survives", "abc", "RAMPING", "NULL");
        api.database()
                .run("INSERT INTO interlock.flag (key, migration, percent, actor, reason) "
                        + "SELECT 'survives', number, 20000, 'interlock', 'step' FROM interlock.migration");

        Answer one = api.get("/api/v1/migrations/shop/survives");
        Answer killed = api.post("/api/v1/flags/shop/survives/kill", "{\"reason\":\"3 a.m.\"}");

        assertThat(one.json().path("live").asBoolean()).isFalse();
        assertThat(one.json().path("phase").asText()).isEqualTo("RAMPING");
        assertThat(killed.status()).as(killed.text()).isEqualTo(200);
    }
}
