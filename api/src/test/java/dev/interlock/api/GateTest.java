// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    private ApiUnderTest api;

    @BeforeEach
    void emptyLedger() {
        api = ApiUnderTest.withEmptyLedger();
    }

    @ParameterizedTest
    @CsvSource({
        "PREFLIGHT,    NULL,        false, false, expanded,   false",
        "EXPANDING,    NULL,        false, false, expanded,   false",
        "BACKFILLING,  NULL,        true,  false, expanded,   true",
        "BACKFILLING,  NULL,        true,  false, backfilled, false",
        "RAMPING,      NULL,        true,  true,  backfilled, true",
        "RAMPING,      NULL,        true,  false, backfilled, true",
        "RAMPING,      NULL,        true,  true,  completed,  false",
        "ROLLED_BACK,  NULL,        true,  false, expanded,   true",
        "ROLLED_BACK,  NULL,        true,  false, backfilled, false",
        "ROLLED_BACK,  NULL,        false, false, expanded,   false",
        "REVERTING,    NULL,        true,  true,  expanded,   false",
        "REVERTING,    NULL,        true,  true,  backfilled, false",
        "REVERTED,     'REVERTED',  false, false, expanded,   false",
        "REJECTED,     'REJECTED',  false, false, expanded,   false",
        "DROPPED,      NULL,        true,  true,  completed,  false",
        "COMPLETED,    'COMPLETED', true,  true,  expanded,   true",
        "COMPLETED,    'COMPLETED', true,  true,  completed,  true",
    })
    void gateIsOpenWhenTheSchemaIsThatFar(
            String phase, String ended, boolean expanded, boolean backfilled, String asked, boolean open) {
        api.database().migration("gated", "abc", phase, ended.equals("NULL") ? ended : "'" + phase + "'");
        api.database().run("UPDATE interlock.migration SET expanded = " + expanded + ", backfilled = " + backfilled);

        JsonNode answer =
                api.get("/api/v1/migrations/shop/gated/gate?phase=" + asked).json();

        assertThat(answer.path("open").asBoolean()).as(answer.toString()).isEqualTo(open);
        assertThat(answer.path("why").asText()).startsWith("gated is " + phase + ": ");
    }

    @Test
    void runThatNoWorkerHasTakenIsClosed() {
        api.start("untaken");

        assertThat(api.get("/api/v1/migrations/shop/untaken/gate?phase=expanded")
                        .json())
                .hasToString("{\"database\":\"shop\",\"subject\":\"untaken\",\"open\":false,"
                        + "\"why\":\"untaken is QUEUED: no worker has taken it yet\"}");
    }

    @Test
    void tableIsFreeUntilItIsClaimed() {
        assertThat(api.get("/api/v1/claims/shop/users").json().path("why").asText())
                .isEqualTo("nobody has claimed public.users");
        api.database().migration("holder", "abc", "RAMPING", "NULL");
        api.database().run("INSERT INTO interlock.claim SELECT 'public.users', number FROM interlock.migration");

        JsonNode answer = api.get("/api/v1/claims/shop/public.users").json();

        assertThat(answer.path("open").asBoolean()).isFalse();
        assertThat(answer.path("why").asText()).isEqualTo("public.users is claimed by holder");
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertThat(api.get("/api/v1/migrations/shop/nobody/gate?phase=expanded").problem())
                .isEqualTo("unknown-migration");
        assertThat(api.get("/api/v1/migrations/shop/nobody/gate").problem()).isEqualTo("invalid-request");
        assertThat(api.get("/api/v1/migrations/shop/nobody/gate?phase=ramped").problem())
                .isEqualTo("invalid-request");
        assertThat(api.get("/api/v1/claims/crm/users").problem()).isEqualTo("unknown-database");
    }
}
