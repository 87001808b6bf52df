// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.api.ApiUnderTest.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private final ApiUnderTest api = ApiUnderTest.shared();

    @Test
    void readinessNamesEachPart() {
        JsonNode ready = api.get("/health/ready").json();

        assertThat(ready.path("healthy").asBoolean()).as(ready.toString()).isTrue();
        assertThat(ready.path("checks").fieldNames()).toIterable().contains("temporal", "namespace", "database:shop");
    }

    @Test
    void missingLedgerIsNamedByItsDatabase() {
        api.database().run("ALTER SCHEMA interlock RENAME TO elsewhere");
        try {
            ApiUnderTest.Answer ready = api.get("/health/ready");

            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.json().at("/checks/database:shop/healthy").asBoolean())
                    .isFalse();
            assertThat(ready.json().at("/checks/temporal/healthy").asBoolean()).isTrue();
            assertThat(api.get("/api/v1/migrations/shop/any").problem()).isEqualTo("ledger-missing");
        } finally {
            api.database().run("ALTER SCHEMA elsewhere RENAME TO interlock");
        }
    }

    @Test
    void liveAnswersWithoutAskingAnybody() {
        assertThat(api.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void methodThatACallerMadeUpIsNoLabel() {
        Answer answer = api.send(api.request("/api/v1/migrations")
                .method("CONJURE", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(api.get("/metrics").text())
                .contains("interlock_rest_requests_total")
                .doesNotContain("CONJURE");
    }

    @Test
    void oneRegistryHasRequestsByTemplateAndTheTemporalClients() {
        api.get("/api/v1/migrations/shop/whoever");

        String metrics = api.get("/metrics").text();

        assertThat(metrics)
                .contains("interlock_rest_requests_total{method=\"GET\",path=\"/api/v1/migrations/{database}/{id}\"")
                .contains("interlock_rest_request_seconds_bucket")
                .contains("temporal_request")
                .contains("jvm_memory")
                .doesNotContain("whoever");
    }
}
