// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.domain.plan.Scripts.Script;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;

final class WordsTest {

    @Test
    void commentsStringsAndDollarQuotesHideSemicolons() {
        String sql = "-- a;\nSELECT /* b; /* c; */ ; */ 'd;''e', \"f;\", $x$ g; $x$, E'\\';' ;";

        assertThat(Words.of(sql).stream().filter(word -> word.is(";"))).hasSize(1);
    }

    @Test
    void namesAreReadAsTheCatalogueSpellsThem() {
        WordCursor words = new WordCursor("Shop.\"Or\"\"der\" rest");

        assertThat(words.name()).contains(new QualifiedName("shop", "Or\"der"));
        assertThat(words.rest()).isEqualTo("rest");
    }

    @Test
    void aConcurrentIndexIsReadWithItsTableAndDefinition() {
        NonTransactional statement =
                parse("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY users USING btree (lower(a)) WHERE b;");

        assertThat(statement)
                .isEqualTo(new IndexBuild(
                        true,
                        new QualifiedName("public", "i"),
                        new QualifiedName("public", "users"),
                        "USING btree (lower(a)) WHERE b"));
    }

    @Test
    void theClosedListIsRecognised() {
        assertThat(parse("DROP INDEX CONCURRENTLY shop.i")).isInstanceOf(IndexDrop.class);
        assertThat(parse("REINDEX TABLE CONCURRENTLY users")).isInstanceOf(Reindex.class);
        assertThat(parse("ALTER TABLE p DETACH PARTITION c CONCURRENTLY")).isInstanceOf(Detach.class);
        assertThat(parse("ALTER TYPE mood ADD VALUE 'so''so' AFTER 'good'"))
                .isEqualTo(new EnumValue(new QualifiedName("public", "mood"), "so'so"));
    }

    @Test
    void whatIsNotOnTheListIsRefused() {
        assertRefused("VACUUM users");
        assertRefused("CREATE INDEX CONCURRENTLY ON users (a)");
        assertRefused("DROP INDEX CONCURRENTLY a; DROP INDEX CONCURRENTLY b");
    }

    @Test
    void removalsAreNamedForAnApproval() {
        String sql =
                "ALTER TABLE users DROP COLUMN IF EXISTS full_name, ALTER COLUMN a DROP DEFAULT, DROP CONSTRAINT c;"
                        + " DROP TABLE old_users, shop.extra; UPDATE users SET a = 'DROP TABLE no'";

        assertThat(Removals.of(sql))
                .containsExactly(
                        "column public.users.full_name",
                        "constraint public.users.c",
                        "table public.old_users",
                        "table shop.extra");
    }

    private static NonTransactional parse(String sql) {
        return NonTransactional.parse(new Script("expand/1.sql", sql, false));
    }

    private static void assertRefused(String sql) {
        assertThatThrownBy(() -> parse(sql)).isInstanceOf(ApplicationFailure.class);
    }
}
