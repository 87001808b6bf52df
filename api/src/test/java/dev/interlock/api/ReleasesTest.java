// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasesTest {

    private static final String WEB = "{\"release\":\"web-41\",\"actor\":\"ann\",\"reason\":\"reads full_name\"}";

    private ApiUnderTest api;

    @BeforeEach
    void soakingMigration() {
        api = ApiUnderTest.withEmptyLedger();
        api.database().migration("soaks", "abc", "SOAKING", "NULL");
    }

    @Test
    void releaseIsRegisteredOnceAndOnRecord() {
        Answer first = change("add", WEB);
        Answer again = change("add", WEB);

        assertThat(first.json().path("changed").asBoolean()).as(first.text()).isTrue();
        assertThat(again.json().path("changed").asBoolean()).isFalse();
        assertThat(api.get("/api/v1/migrations/shop/soaks/releases")
                        .json()
                        .at("/releases/0/name")
                        .asText())
                .isEqualTo("web-41");
        assertThat(api.get("/api/v1/migrations/shop/soaks/timeline").text())
                .containsOnlyOnce("release web-41 needs the old path: reads full_name");
    }

    @Test
    void releaseIsRemovedWithTheReason() {
        change("add", WEB);

        Answer removed = change("remove", WEB.replace("reads full_name", "web-42 is out"));

        assertThat(removed.json().path("changed").asBoolean()).isTrue();
        assertThat(removed.json().path("releases")).isEmpty();
        assertThat(change("remove", WEB).json().path("changed").asBoolean()).isFalse();
        assertThat(api.get("/api/v1/migrations/shop/soaks/timeline").text())
                .contains("release web-41 needs the old path no more: web-42 is out");
    }

    @Test
    void afterTheDropThereIsNothingToNeed() {
        api.database().run("UPDATE interlock.migration SET dropped_at = clock_timestamp(), phase = 'DROPPED'");

        Answer late = change("add", WEB);

        assertThat(late.problem()).isEqualTo("refused");
        assertThat(late.text()).contains("soaks is DROPPED: there is no old path that a release could need");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"release\":\"web-41\"}", "{\"reason\":\"x\"}", "{\"release\":\"a b\",\"reason\":\"x\"}"
            })
    void releaseWithoutNameOrReasonIsRefused(String body) {
        assertThat(change("add", body).problem()).isEqualTo("invalid-request");
    }

    @Test
    void unknownMigrationIsNotFound() {
        assertThat(api.post("/api/v1/migrations/shop/nobody/releases/add", WEB).problem())
                .isEqualTo("unknown-migration");
        assertThat(api.get("/api/v1/migrations/shop/nobody/releases").problem()).isEqualTo("unknown-migration");
    }

    private Answer change(String change, String body) {
        return api.post("/api/v1/migrations/shop/soaks/releases/" + change, body);
    }
}
