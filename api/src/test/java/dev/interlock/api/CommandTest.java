// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandTest {

    private ApiUnderTest api;

    @BeforeEach
    void emptyLedger() {
        api = ApiUnderTest.withEmptyLedger();
    }

    @Test
    void pauseIsAnsweredByTheMigration() {
        api.start("pauses");

        Answer answer = command("pauses", "pause", "{\"actor\":\"bob\",\"reason\":\"lunch\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("changed").asBoolean()).isTrue();
        assertThat(answer.json().at("/status/hold").asText()).isEqualTo("paused by bob: lunch");
    }

    @Test
    void emptyBodyIsFromNobodyInParticular() {
        api.start("anonymous");

        Answer answer = command("anonymous", "pause", "");

        assertThat(answer.json().at("/status/hold").asText()).startsWith("paused by anonymous");
    }

    @Test
    void whatComesWithACommandArrives() {
        api.start("extends");

        Answer answer = command("extends", "extend", "{\"for\":\"2h\",\"reason\":\"weekend\"}");

        assertThat(answer.json().path("message").asText()).isEqualTo("extended by 2h");
    }

    @Test
    void sameKeyAgainIsOneCommand() {
        api.start("once");
        api.post(path("once", "pause"), "{}", "key-7");

        Answer second = api.post(path("once", "pause"), "{}", "key-7");

        assertThat(second.json().path("changed").asBoolean())
                .as("the first answer, not that of a second pause")
                .isTrue();
    }

    @Test
    void sameKeyForAnotherVerbIsAnotherCommand() {
        api.start("two-verbs");
        api.post(path("two-verbs", "pause"), "{}", "key-8");

        Answer second = api.post(path("two-verbs", "resume"), "{}", "key-8");

        assertThat(second.json().path("message").asText()).isEqualTo("resumed");
        assertThat(second.json().at("/status/hold").isNull()).isTrue();
    }

    @Test
    void reasonThatTheLedgerCouldNotKeepIsRefused() {
        api.start("words");

        assertThat(command("words", "pause", "{\"reason\":\"a\\u0000b\"}").problem())
                .isEqualTo("malformed-request");
        assertThat(command("words", "pause", "{\"reason\":\"" + "x".repeat(2001) + "\"}")
                        .problem())
                .isEqualTo("malformed-request");
    }

    @Test
    void refusalSaysTheMigrationsSentence() {
        api.start("refuses");

        Answer answer = command("refuses", "promote", "{}");

        assertThat(answer.problem()).isEqualTo("refused");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).isEqualTo("promote is refused: no live evaluator");
    }

    @Test
    void unknownIdIsNotFound() {
        Answer answer = command("nobody", "rollback", "{}");

        assertThat(answer.problem()).isEqualTo("unknown-migration");
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void whatIsNoIdIsNotFoundEither() {
        assertThat(command("x".repeat(1500), "rollback", "{}").problem()).isEqualTo("unknown-migration");
        assertThat(command("Not%20An%20Id", "rollback", "{}").problem()).isEqualTo("unknown-migration");
    }

    @Test
    void openMigrationWithoutAWorkflowSaysHowToGoOn() {
        api.database().migration("orphan", "abc", "SOAKING", "NULL");

        Answer answer = command("orphan", "rollback", "{}");

        assertThat(answer.problem()).isEqualTo("not-running");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("SOAKING").contains("start the same plan again");
    }

    @Test
    void endedMigrationIsAConflict() {
        api.start("ends");
        command("ends", "revert", "{}");
        api.database().migration("ends", "abc", "REVERTED", "'REVERTED'");

        Answer answer = command("ends", "rollback", "{}");

        assertThat(answer.problem()).isEqualTo("ended");
        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void rateArrivesAsTextOrAsANumber() {
        api.start("throttles");

        assertThat(command("throttles", "throttle", "{\"rate\":\"max\"}")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("the rate is max");
        assertThat(command("throttles", "throttle", "{\"rate\":500}")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("the rate is 500");
    }

    @Test
    void unknownCommandIsAnUnknownPath() {
        assertThat(command("any", "explode", "{}").problem()).isEqualTo("not-found");
    }

    private Answer command(String id, String verb, String body) {
        return api.post(path(id, verb), body);
    }

    private static String path(String id, String verb) {
        return "/api/v1/migrations/shop/" + id + "/" + verb;
    }
}
