// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
import dev.interlock.plans.PlanReader;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class StartTest {

    private static final String PATH = "/api/v1/migrations";

    private ApiUnderTest api;

    @BeforeEach
    void emptyLedger() {
        api = ApiUnderTest.withEmptyLedger();
    }

    @Test
    void validPlanStartsAWorkflowAndSaysWhereItIs() {
        Answer answer = api.start("starts");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/api/v1/migrations/shop/starts");
        assertThat(answer.json().path("workflowId").asText()).isEqualTo("migration.shop.starts");
        assertThat(answer.json().path("planSha256").asText()).isEqualTo(sha256("starts"));
        assertThat(answer.json().path("repeated").asBoolean()).isFalse();
    }

    @Test
    void sameIdAgainIsRefusedWhileItRuns() {
        api.start("twice");

        Answer second = api.start("twice");

        assertThat(second.problem()).isEqualTo("already-running");
        assertThat(second.status()).isEqualTo(409);
    }

    @Test
    void sameKeyAgainIsTheSameStart() {
        Answer first = api.post(PATH, ApiUnderTest.body("keyed"), "key-1");

        Answer second = api.post(PATH, ApiUnderTest.body("keyed"), "key-1");

        assertThat(second.status()).as(second.text()).isEqualTo(201);
        assertThat(second.json().path("runId")).isEqualTo(first.json().path("runId"));
        assertThat(second.json().path("repeated").asBoolean()).isTrue();
    }

    @Test
    void sameKeyForAnotherPlanIsRefused() {
        api.post(PATH, ApiUnderTest.body("rekeyed"), "key-2");
        Map<String, String> other = new TreeMap<>(Plans.smallest("rekeyed"));
        other.put("expand.sql", "ALTER TABLE users ADD COLUMN fax text;\n");

        Answer answer = api.post(PATH, ApiUnderTest.json(Map.of("files", other)), "key-2");

        assertThat(answer.problem()).isEqualTo("key-reused");
        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void keyThatIsNoKeyIsRefused() {
        assertThat(api.post(PATH, ApiUnderTest.body("badly-keyed"), "k".repeat(201))
                        .problem())
                .isEqualTo("malformed-request");
    }

    @Test
    void actorThatTheLedgerCouldNotKeepIsRefused() {
        String body = ApiUnderTest.json(Map.of("files", Plans.smallest("nul"), "actor", "bob\0"));

        assertThat(api.post(PATH, body).problem()).isEqualTo("malformed-request");
    }

    @Test
    void invalidPlanIsRefusedWithEveryProblem() {
        String body = ApiUnderTest.json(Map.of(
                "files", Map.of("migration.yaml", "id: X\nramp: { steps: [ { percent: 5 }, { percent: 1 } ] }\n")));

        Answer answer = api.post(PATH, body);

        assertThat(answer.problem()).isEqualTo("invalid-plan");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("problems").size()).isGreaterThan(2);
        assertThat(answer.json().at("/problems/0/rule").asText()).isNotEmpty();
    }

    @Test
    void databaseThatNobodyKnowsIsAProblemOfThePlan() {
        String body = ApiUnderTest.json(Map.of("files", Plans.smallest("elsewhere", "crm")));

        Answer answer = api.post(PATH, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/problems/0/rule").asText()).isEqualTo("unknown-database");
        assertThat(answer.json().at("/problems/0/line").asInt()).isEqualTo(3);
        assertThat(answer.json().at("/problems/0/instead").asText()).contains("shop");
    }

    @Test
    void completedIdIsNeverTakenAgain() {
        api.database().migration("done", "abc", "COMPLETED", "'COMPLETED'");

        assertThat(api.start("done").problem()).isEqualTo("already-completed");
    }

    @Test
    void revertedIdMayRunAgain() {
        api.database().migration("again", "abc", "REVERTED", "'REVERTED'");

        assertThat(api.start("again").status()).isEqualTo(201);
    }

    @Test
    void openIdWithAnotherPlanIsRefused() {
        api.database().migration("other", "abc", "ROLLED_BACK", "NULL");

        Answer answer = api.start("other");

        assertThat(answer.problem()).isEqualTo("other-plan");
        assertThat(answer.detail()).contains("ROLLED_BACK").contains("abc");
    }

    @Test
    void openIdWithTheSamePlanContinues() {
        api.database().migration("continues", sha256("continues"), "ROLLED_BACK", "NULL");

        assertThat(api.start("continues").status()).isEqualTo(201);
    }

    @Test
    void claimedTableIsRefusedAndNamesTheHolder() {
        api.database().migration("holder", "abc", "RAMPING", "NULL");
        api.database()
                .run("INSERT INTO interlock.claim (table_name, migration) "
                        + "SELECT 'public.users', number FROM interlock.migration WHERE id = 'holder'");

        Answer answer = api.start("claimant");

        assertThat(answer.problem()).isEqualTo("table-claimed");
        assertThat(answer.detail()).contains("public.users is held by holder");
    }

    @Test
    void planAboveOneMebibyteIsTooLarge() {
        String body = ApiUnderTest.json(Map.of("files", Map.of("expand.sql", "-".repeat(1024 * 1024 + 1))));

        assertThat(api.post(PATH, body).problem()).isEqualTo("too-large");
    }

    @RepeatedTest(10)
    void bodyAboveTwoMebibytesIsAnsweredThoughItIsNotKept() {
        Answer answer = api.post(PATH, "x".repeat(8 * 1024 * 1024));

        assertThat(answer.problem()).isEqualTo("too-large");
        assertThat(answer.status()).isEqualTo(413);
    }

    @RepeatedTest(10)
    void soIsOneOfUnannouncedLength() {
        byte[] body = ("\"" + "x".repeat(8 * 1024 * 1024) + "\"").getBytes(UTF_8);

        Answer answer = api.send(api.request(PATH)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());

        assertThat(answer.problem()).isEqualTo("too-large");
    }

    private static String sha256(String id) {
        return new PlanReader().read(Plans.smallest(id)).sha256();
    }
}
