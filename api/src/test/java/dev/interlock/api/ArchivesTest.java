// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.ApiUnderTest.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchivesTest {

    private static final String WHY = "{\"actor\":\"ann\",\"reason\":\"we need it\"}";

    private ApiUnderTest api;

    @BeforeEach
    void completedMigration() {
        api = ApiUnderTest.withEmptyLedger();
        api.database().migration("split", "abc", "COMPLETED", "'COMPLETED'");
        api.database().migration("other", "abc", "SOAKING", "NULL");
        api.database().run("""
                INSERT INTO interlock.archive (migration, position, taken_by, relation, schema_name, table_name, whole, stored_as,
                    definitions, lock_ms, row_count, bytes, checksum, sealed_at, until)
                SELECT number, 1, 'contract', 1, 'public', 'users', false, 'm1_1_users', '{}', 500, 3, 8192, '17',
                       '2026-01-01', '2026-01-31' FROM interlock.migration WHERE id = 'split';
                INSERT INTO interlock.archive_column (migration, position, number, name, type, is_key, finds, goes, as_text, stored, required)
                SELECT number, 1, 2, 'full_name', 'text', false, false, true, false, true, false
                FROM interlock.migration WHERE id = 'split'
                """);
    }

    @Test
    void archivesAreListedByDatabaseAndByMigration() {
        Answer all = api.get("/api/v1/archives/shop");
        Answer one = api.get("/api/v1/migrations/shop/split/archive");

        assertThat(all.json().at("/archives/0/objects/0").asText()).isEqualTo("column public.users.full_name");
        assertThat(one.json().at("/archives/0/storedIn").asText()).isEqualTo("interlock_archive.m1_1_users");
        assertThat(one.json().at("/archives/0/rows").asInt()).isEqualTo(3);
        assertThat(api.get("/api/v1/migrations/shop/other/archive").json().path("archives"))
                .isEmpty();
    }

    @Test
    void theSameRestoreIsOrderedOnceAndOnRecord() {
        Answer first = api.post("/api/v1/migrations/shop/split/restore", WHY);
        Answer again = api.post("/api/v1/migrations/shop/split/restore", WHY);

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(again.json().path("order")).isEqualTo(first.json().path("order"));
        assertThat(again.json().path("orders")).hasSize(1);
        assertThat(again.json().at("/orders/0/state").asText()).isEqualTo("ORDERED");
        assertThat(api.get("/api/v1/migrations/shop/split/timeline").text())
                .containsOnlyOnce("restore ordered: we need it");
    }

    @Test
    void oneColumnOfATableInPublicIsEnough() {
        Answer answer = api.post(
                "/api/v1/migrations/shop/split/restore",
                "{\"table\":\"users\",\"column\":\"full_name\",\"reason\":\"x\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json().at("/orders/0/table").asText()).isEqualTo("public.users");
    }

    @Test
    void whatWasNeverKeptIsRefusedInWords() {
        assertThat(api.post("/api/v1/migrations/shop/other/restore", WHY).text())
                .contains("other has no archive: nothing has been dropped, or nothing was kept of it");
        assertThat(api.post(
                                "/api/v1/migrations/shop/split/restore",
                                "{\"table\":\"users\",\"column\":\"nick\",\"reason\":\"x\"}")
                        .text())
                .contains("split has no archive of column public.users.nick");
        assertThat(api.post("/api/v1/migrations/shop/nothing/restore", WHY).status())
                .isEqualTo(404);
    }

    @Test
    void forgettingNeedsItsNameOnceMore() {
        Answer unsure = api.post("/api/v1/migrations/shop/split/forget", WHY);
        Answer sure = api.post(
                "/api/v1/migrations/shop/split/forget",
                "{\"confirm\":\"split\",\"actor\":\"ann\",\"reason\":\"they asked\"}");

        assertThat(unsure.status()).isEqualTo(422);
        assertThat(unsure.text()).contains("nothing brings back what is forgotten");
        assertThat(sure.status()).as(sure.text()).isEqualTo(202);
        assertThat(sure.json().at("/orders/0/kind").asText()).isEqualTo("forget");
    }

    @Test
    void halfAnOrderIsRefused() {
        assertThat(api.post("/api/v1/migrations/shop/split/restore", "{}").status())
                .isEqualTo(422);
        assertThat(api.post("/api/v1/migrations/shop/split/restore", "{\"column\":\"full_name\",\"reason\":\"x\"}")
                        .text())
                .contains("needs its 'table'");
    }
}
