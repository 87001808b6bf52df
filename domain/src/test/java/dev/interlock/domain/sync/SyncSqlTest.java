// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.SyncRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SyncSqlTest {

    private static final SyncRule RULE = SyncRule.of(
            "users",
            Map.of("first_name", "split_part(full_name, ' ', 1)", "last_name", "substr(full_name, 3)"),
            Map.of("full_name", "first_name || last_name"));
    private static final TableFacts FACTS = new TableFacts(
            TableName.of("users"),
            List.of(
                    ColumnFact.plain("id", "bigint"),
                    ColumnFact.plain("full_name", "text"),
                    ColumnFact.plain("last_name", "text"),
                    ColumnFact.plain("first_name", "text")));
    private static final SyncStamp STAMP = new SyncStamp(7, 1, "users-split-name", "f00d");

    @Test
    void sameInputGivesTheSameBytes() {
        SyncRule reversed = new SyncRule(
                RULE.table(),
                new TreeMap<>(new TreeMap<>(RULE.forward()).descendingMap()),
                RULE.backward(),
                RULE.whenBothChange(),
                RULE.witness(),
                RULE.session());

        assertThat(SyncSql.of(reversed, FACTS, STAMP).install())
                .isEqualTo(SyncSql.of(RULE, FACTS, STAMP).install());
    }

    @Test
    void everyFunctionSaysWhichPlanItCameFrom() {
        assertThat(SyncSql.of(RULE, FACTS, STAMP).install())
                .filteredOn(statement -> statement.contains("$interlock$"))
                .hasSize(5)
                .allSatisfy(statement -> assertThat(statement)
                        .contains("Plan users-split-name, SHA-256 f00d, migration 7.")
                        .contains("public.users"));
    }

    @Test
    void parityIsDefinedOnceAndTheTriggerAsksForIt() {
        SyncSql sql = SyncSql.of(RULE, FACTS, STAMP);

        assertThat(sql.agreement("t"))
                .isEqualTo("interlock.agreement_7_1(\"t\".\"full_name\", \"t\".\"first_name\", \"t\".\"last_name\")");
        assertThat(sql.install())
                .filteredOn(statement -> statement.contains("RETURN 'forward'"))
                .singleElement()
                .asString()
                .startsWith("CREATE FUNCTION interlock.agreement_7_1");
    }

    @Test
    void triggersAreAlwaysOnAndSortLast() {
        assertThat(SyncSql.of(RULE, FACTS, STAMP).install())
                .anyMatch(statement ->
                        statement.equals("ALTER TABLE \"public\".\"users\" ENABLE ALWAYS TRIGGER \"zzzz_interlock_7\""))
                .anyMatch(statement -> statement.equals(
                        "ALTER TABLE \"public\".\"users\" ENABLE ALWAYS TRIGGER \"zzzz_interlock_7_insert\""));
    }

    @Test
    void unguardedOnlyTheBackfillsOwnStatementIsLetPass() {
        SyncSql sql = SyncSql.of(RULE, FACTS, STAMP);

        assertThat(sql.install())
                .filteredOn(statement -> statement.contains("BEFORE") && statement.contains("WHEN ("))
                .singleElement()
                .asString()
                .contains(
                        "BEFORE UPDATE ON",
                        "current_setting('interlock.filling', true) IS DISTINCT FROM '7'",
                        "has_schema_privilege(");
        assertThat(sql.fills()).isEqualTo("SET LOCAL interlock.filling = '7'");
        assertThat(sql.guard().get(0)).isEqualTo("SET LOCAL search_path = pg_catalog, pg_temp");
        assertThat(sql.guard().get(1))
                .contains("BEFORE UPDATE ON", "OLD.\"full_name\" COLLATE pg_catalog.\"C\") IS DISTINCT FROM");
    }

    @Test
    void unfilledIsARowWithoutANewSideThatForwardHasAValueFor() {
        SyncSql sql = SyncSql.of(RULE, FACTS, STAMP);

        assertThat(sql.unfilled())
                .startsWith("\"first_name\" IS NULL AND \"last_name\" IS NULL"
                        + " AND ((split_part(full_name, ' ', 1))::text IS NOT NULL OR ")
                .contains("(\"full_name\" IS NOT NULL AND (first_name || last_name)::text IS NULL) OR NOT");
        assertThat(sql.filling())
                .isEqualTo("\"first_name\" = (split_part(full_name, ' ', 1))::text,"
                        + " \"last_name\" = (substr(full_name, 3))::text");
    }

    @Test
    void whereATypeHasManyImagesOfAValueTheRecordsAreCompared() {
        TableFacts facts = new TableFacts(
                TableName.of("items"),
                List.of(
                        ColumnFact.plain("cents", "integer"),
                        ColumnFact.plain("exact", "numeric"),
                        ColumnFact.plain("price", "public.money"),
                        ColumnFact.plain("shown", "text")));
        SyncRule rule = SyncRule.of(
                "items",
                Map.of("price", "cents::money", "shown", "exact::text"),
                Map.of("cents", "price::int", "exact", "shown::numeric"));

        assertThat(SyncSql.of(rule, facts, STAMP).guard().get(1))
                .contains("OLD.\"cents\" IS DISTINCT FROM NEW.\"cents\" OR ")
                .contains("(OLD.\"shown\" COLLATE pg_catalog.\"C\") IS DISTINCT FROM (NEW.\"shown\" COLLATE")
                .contains("OR pg_catalog.record_image_ne(ROW(OLD.\"exact\", OLD.\"price\"),"
                        + " ROW(NEW.\"exact\", NEW.\"price\"))");
    }

    @Test
    void whatIsMadeIsTakenAwayByName() {
        SyncSql sql = SyncSql.of(RULE, FACTS, STAMP);
        List<String> removed = SyncSql.remove(RULE, STAMP);

        assertThat(sql.install())
                .filteredOn(statement -> statement.matches("(?s)CREATE (OR REPLACE )?FUNCTION .*"))
                .hasSize(12)
                .allSatisfy(statement -> assertThat(removed)
                        .contains("DROP FUNCTION IF EXISTS "
                                + statement.replaceAll("(?s)^CREATE (?:OR REPLACE )?FUNCTION ([^(]+)\\(.*", "$1")));
    }

    @Test
    void whatAFunctionSeesOtherwiseIsNotPlain() {
        ColumnFact mail = new ColumnFact(
                "first_name",
                new ColumnType("mail", "text", -1, true),
                true,
                Optional.empty(),
                false,
                false,
                Optional.empty());
        TableFacts facts = new TableFacts(
                TableName.of("users"),
                List.of(ColumnFact.plain("full_name", "text"), ColumnFact.plain("last_name", "text"), mail));

        assertThat(SyncSql.of(RULE, FACTS, STAMP).isPlain()).isTrue();
        assertThat(SyncSql.of(RULE, facts, STAMP).isPlain()).isFalse();
    }

    @Test
    void columnThatTheTableLacksIsNamed() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> SyncSql.of(RULE, new TableFacts(TableName.of("users"), List.of()), STAMP))
                .withMessage("public.users has no column named full_name");
    }

    @Test
    void generatedColumnIsDeclaredWhereAnExpressionNamesIt() {
        ColumnFact loud = new ColumnFact(
                "loud",
                ColumnType.plain("text"),
                true,
                Optional.empty(),
                false,
                false,
                Optional.of("upper(full_name)"));
        TableFacts facts = new TableFacts(
                TableName.of("users"),
                List.of(loud, ColumnFact.plain("full_name", "text"), ColumnFact.plain("shout", "text")));
        SyncRule rule = SyncRule.of("users", Map.of("shout", "Loud"), Map.of("full_name", "lower(shout)"));

        assertThat(SyncSql.of(rule, facts, STAMP).install())
                .filteredOn(statement -> statement.contains("\"loud\" text;")
                        && statement.contains("\"loud\" := (upper(full_name))::text;"))
                .hasSize(3);
    }

    @Test
    void onlyWhereAnUpdateMayMoveRowsDoesOneFireAnAfterTrigger() {
        TableFacts partitioned = new TableFacts(FACTS.table(), FACTS.columns(), true);

        assertThat(SyncSql.of(RULE, FACTS, STAMP).install())
                .noneMatch(statement -> statement.contains("AFTER UPDATE"))
                .anyMatch(statement -> statement.contains("AFTER INSERT"));
        assertThat(SyncSql.of(RULE, FACTS, STAMP).triggers()).hasSize(3);
        assertThat(SyncSql.of(RULE, partitioned, STAMP).install())
                .anyMatch(statement -> statement.contains("AFTER UPDATE"));
        assertThat(SyncSql.of(RULE, partitioned, STAMP).guard())
                .filteredOn(statement -> statement.contains("AFTER UPDATE"))
                .singleElement()
                .asString()
                .contains("OLD.\"full_name\" COLLATE");
        assertThat(SyncSql.of(RULE, partitioned, STAMP).triggers()).hasSize(4);
    }

    @Test
    void bytesDoNotDependOnWhereTheMachineStands() {
        List<String> here = SyncSql.of(RULE, FACTS, STAMP).install();
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(SyncSql.of(RULE, FACTS, STAMP).install()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
        }
    }
}
