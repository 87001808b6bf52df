// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadPlansTest {

    private final PlanReader reader = new PlanReader();

    /** Further YAML, which begins on line 4; the rule that it breaks; the line; the path. */
    static Stream<Arguments> yaml() {
        return Stream.of(
                arguments("ownr: me", "unknown-key", 4, "ownr"),
                arguments("owner: 2024", "wrong-type", 4, "owner"),
                arguments("owner: a\nowner: b", "duplicate-key", 5, "owner"),
                arguments("owner: \"a\\nb\"", "bad-value", 4, "owner"),
                arguments("owner: \"a\\0b\"", "not-text", 4, "owner"),
                arguments("description: \"\\ud800\"", "not-text", 4, "description"),
                arguments("tables: users", "wrong-type", 4, "tables"),
                arguments("locks: { timeout: 500 }", "bad-duration", 4, "locks.timeout"),
                arguments("queue: yes", "wrong-type", 4, "queue"),
                arguments("soak: { duration: -1d }", "bad-duration", 4, "soak.duration"),
                arguments("soak:\n  duration: 14", "bad-duration", 5, "soak.duration"),
                arguments("ramp: { steps: [ { percent: 1, hold: 1h } ] }", "ramp-not-full", 4, "ramp.steps[0].percent"),
                arguments(
                        "ramp:\n  steps:\n    - { percent: 50, hold: 1h }\n    - { percent: 20, hold: 1h }\n    - { percent: 100 }",
                        "ramp-falls",
                        7,
                        "ramp.steps[1].percent"),
                arguments(
                        "ramp: { steps: [ { percent: 1 }, { percent: 100 } ] }",
                        "ramp-hold-missing",
                        4,
                        "ramp.steps[0].hold"),
                arguments(
                        "ramp: { steps: [ { percent: 1.2345, hold: 1h }, { percent: 100 } ] }",
                        "bad-percent",
                        4,
                        "ramp.steps[0].percent"),
                arguments("ramp: { windows: {} }", "missing-key", 4, "ramp.windows.zone"),
                arguments("ramp: { windows: always }", "wrong-type", 4, "ramp.windows"),
                windows("allow: 9 to 5", "bad-window", "allow"),
                windows("allow: 900", "wrong-type", "allow"),
                windows("allow: []", "windows-never-open", "allow"),
                windows("allow: [\"Mon 09:00-17:00\", \"Mo-Fri 09:00-17:00\"]", "bad-window", "allow[1]"),
                windows("allow: \"Mon 09:00-09:00\"", "bad-window", "allow"),
                windows("allow: \"Mon 17:00-09:00\"", "bad-window", "allow"),
                windows("allow: \"Mon 09:00-25:00\"", "bad-window", "allow"),
                windows("freeze: 2026-12-24/2026-12-26", "wrong-type", "freeze"),
                windows("freeze: [2026-12-24]", "wrong-type", "freeze[0]"),
                windows("freeze: [Christmas]", "bad-freeze", "freeze[0]"),
                windows("freeze: [2026-02-28/2026-02-30]", "bad-freeze", "freeze[0]"),
                windows("freeze: [2027-01-03/2026-12-20]", "bad-freeze", "freeze[0]"),
                windows("freeze: [2026-01-01/2030-12-31]", "windows-never-open", "freeze"),
                windows("hours: 9-5", "unknown-key", "hours"),
                arguments("ramp: { windows: { zone: Berlin } }", "unknown-zone", 4, "ramp.windows.zone"),
                arguments("ramp: { calibrate: 10 }", "bad-duration", 4, "ramp.calibrate"),
                arguments("locks: { onBlocker: kill }", "bad-value", 4, "locks.onBlocker"),
                arguments("contract: { archive: 30 }", "bad-duration", 4, "contract.archive"),
                arguments("contract: { archive: -1d }", "bad-duration", 4, "contract.archive"),
                arguments("contract: { usage: DELETE FROM users }", "contract-usage", 4, "contract.usage"),
                arguments("contract: { usage: SELECT 0; SELECT 1 }", "contract-usage", 4, "contract.usage"),
                throttle("maxReplicaLag: 5", "bad-duration"),
                throttle("maxReplicaLag: off", "bad-value"),
                throttle("maxReplicaLag: 0s", "bad-duration"),
                throttle("maxActiveSessions: 0", "bad-value"),
                throttle("maxActiveSessions: many", "bad-value"),
                throttle("maxCommitLatency: fast", "bad-value"),
                throttle("maxWalRate: 50", "bad-value"),
                throttle("maxWalRate: 50MB", "bad-value"),
                throttle("maxWalRate: 0MiB", "bad-value"),
                throttle("yieldToAutovacuum: yes", "wrong-type"),
                throttle("rate: 0", "bad-value"),
                throttle("rate: full", "bad-value"),
                throttle("rate: 1.5", "wrong-type"),
                throttle("maxLag: 5s", "unknown-key"),
                arguments("backfill: [ { table: users, accept: audit } ]", "wrong-type", 4, "backfill[0].accept"),
                arguments(
                        "sync: [ { table: users, forward: { a: b }, backward: { b: a }, crossTable: true } ]",
                        "not-yet",
                        4,
                        "sync[0].crossTable"),
                rates("total: 'a{$variant}[$window]'", "missing-key", "errors"),
                rates("errors: 'a{$variant}[$window]'", "missing-key", "total"),
                rates("errors: 'a{$variant}[$window]', total: 'a[$window]'", "guardrail-source", "total"),
                rates("errors: 'a{$variant}', total: 'a{$variant}[$window]'", "guardrail-source", "errors"),
                rates("max: 1", "unused-key", "max"),
                rates("webhook: ours", "unused-key", "webhook"),
                arguments(
                        "guardrails: [ { name: a, kind: verdict, source: prometheus } ]",
                        "guardrail-source",
                        4,
                        "guardrails[0].source"),
                arguments(
                        "guardrails: [ { name: a, kind: verdict, source: webhook } ]",
                        "missing-key",
                        4,
                        "guardrails[0].webhook"),
                arguments(
                        "guardrails: [ { name: a, kind: verdict, source: webhook, webhook: ours, max: 1 } ]",
                        "unused-key",
                        4,
                        "guardrails[0].max"),
                arguments(
                        "guardrails: [ { name: a, kind: threshold, source: webhook, webhook: ours } ]",
                        "missing-key",
                        4,
                        "guardrails[0].max"),
                arguments(
                        "guardrails: [ { name: a, kind: error-rate, errors: 'a{$variant}[$window]' } ]",
                        "unused-key",
                        4,
                        "guardrails[0].errors"),
                arguments("contract: { hide: -1s }", "bad-duration", 4, "contract.hide"),
                arguments("contract: { approval: two-eyes }", "bad-value", 4, "contract.approval"),
                arguments("flag: { provider: unleash }", "not-yet", 4, "flag.provider"),
                arguments("rehearse: always", "not-yet", 4, "rehearse"),
                arguments("parity: { maxSnapshotAge: 90 }", "bad-duration", 4, "parity.maxSnapshotAge"),
                arguments(
                        "guardrails: [ { name: a, kind: statement-time, max: 3 } ]",
                        "unused-key",
                        4,
                        "guardrails[0].max"),
                database("threshold", "query: 'DELETE FROM a', max: 1", "guardrail-source", "query"),
                database("threshold", "query: 'SELECT 1; SELECT 2', max: 1", "guardrail-source", "query"),
                database("threshold", "max: 1", "missing-key", "query"),
                database("threshold", "measure: replica-lag", "missing-key", "max"),
                database("threshold", "measure: replica-lag, query: 'SELECT 1', max: 1", "unused-key", "query"),
                database("threshold", "measure: dead-rows, max: 1", "bad-value", "measure"),
                database("verdict", "max: 1", "missing-key", "statement"),
                database("verdict", "statement: 'SELECT 1; COMMIT; DROP TABLE a'", "guardrail-source", "statement"),
                database("verdict", "statement: 'DROP TABLE a'", "guardrail-source", "statement"),
                database("verdict", "statement: 'SELECT 1', query: 'SELECT 1'", "unused-key", "query"),
                database("error-rate", "tolerance: 2", "guardrail-source", "source"),
                threshold("max: 1", "missing-key", "query"),
                threshold("query: up", "missing-key", "max"),
                threshold("query: up, max: high", "wrong-type", "max"),
                threshold("query: ' ', max: 1", "guardrail-source", "query"),
                threshold("query: 'up{v=\"$variant\"}', max: 1", "guardrail-source", "query"),
                threshold("query: up, max: 1, tolerance: 2", "unused-key", "tolerance"),
                threshold("query: up, max: 1, errors: up", "unused-key", "errors"),
                arguments(
                        "guardrails: [ { name: a, kind: threshold, query: up, max: 1 } ]",
                        "guardrail-source",
                        4,
                        "guardrails[0].source"),
                arguments(
                        "guardrails: [ { name: a, kind: error-rate, max: 1 } ]", "unused-key", 4, "guardrails[0].max"),
                arguments(
                        "guardrails: [ { name: a, kind: table-scans, query: up } ]",
                        "unused-key",
                        4,
                        "guardrails[0].query"),
                arguments(
                        "guardrails: [ { name: a, kind: blocked-sessions, max: -1 } ]",
                        "bad-value",
                        4,
                        "guardrails[0].max"),
                arguments(
                        "guardrails: [ { name: a, kind: blocked-sessions, max: 2.5 } ]",
                        "bad-value",
                        4,
                        "guardrails[0].max"),
                arguments(
                        "guardrails: [ { name: a, kind: blocked-sessions, longerThan: 3s } ]",
                        "missing-key",
                        4,
                        "guardrails[0].max"),
                arguments(
                        "guardrails: [ { name: a, kind: blocked-sessions, max: 3, longerThan: 3 } ]",
                        "bad-duration",
                        4,
                        "guardrails[0].longerThan"),
                arguments(
                        "guardrails: [ { name: a, kind: table-scans, longerThan: 3s } ]",
                        "unused-key",
                        4,
                        "guardrails[0].longerThan"),
                arguments(
                        "guardrails: [ { name: a, kind: consistency, max: 1 } ]", "bad-value", 4, "guardrails[0].max"),
                arguments(
                        "guardrails: [ { name: a, kind: consistency, max: -0.1 } ]",
                        "bad-value",
                        4,
                        "guardrails[0].max"),
                arguments(
                        "guardrails: [ { name: a, kind: consistency, tolerance: 2 } ]",
                        "unused-key",
                        4,
                        "guardrails[0].tolerance"),
                arguments(
                        "guardrails: [ { name: a, kind: zero-tolerance, max: 3 } ]",
                        "unused-key",
                        4,
                        "guardrails[0].max"),
                arguments("mustExclude: 0.5", "bad-value", 4, "mustExclude"),
                arguments("mustExclude: some", "wrong-type", 4, "mustExclude"),
                arguments(
                        "mustExclude: 2\nguardrails: [ { name: a, kind: slow-share, tolerance: 2 } ]",
                        "must-exclude-tolerated",
                        5,
                        "guardrails[0].tolerance"),
                arguments(
                        "guardrails: [ { name: a, kind: table-scans, tolerance: 2 } ]",
                        "unused-key",
                        4,
                        "guardrails[0].tolerance"),
                arguments("guardrails: [ { name: a, kind: parity } ]", "parity-without-sync", 4, "guardrails[0].kind"),
                arguments(
                        "guardrails:\n  - { name: a, kind: error-rate }\n  - { name: a, kind: table-scans }",
                        "duplicate-guardrail",
                        6,
                        "guardrails[1].name"),
                arguments("backfill: [ { table: users } ]", "backfill-without-sync", 4, "backfill[0].table"),
                arguments(
                        "sync: [ { table: users, forward: { a: b }, backward: { a: c } } ]",
                        "sync-overlap",
                        4,
                        "sync[0].backward.a"),
                arguments(
                        "sync: [ { table: users, forward: { a: b }, backward: {} } ]",
                        "sync-empty-side",
                        4,
                        "sync[0].backward"),
                arguments("tables: [orders]", "unclaimed-table", 4, "tables"));
    }

    /** {@code key} and its value, beside a zone. */
    private static Arguments windows(String key, String rule, String path) {
        return arguments("ramp: { windows: { zone: UTC, " + key + " } }", rule, 4, "ramp.windows." + path);
    }

    @Test
    void everythingThatIsWrongWithWindowsIsNamedAtOnceWithWhatToWrite() {
        ReadPlan read = reader.read(Plans.with("""
                ramp:
                  windows:
                    zone: Europe/Berln
                    allow: ["Monday-Thr 17:00-09:00", "Fri 09:00-09:00"]
                    freeze: [2027-01-03/2026-12-20]
                """));

        assertThat(read.problems())
                .extracting(problem -> problem.line() + " " + problem.message() + " → " + problem.instead())
                .containsExactlyInAnyOrder(
                        "6 no zone is called Europe/Berln → Europe/Berlin",
                        "7 no day is called Monday → Mon",
                        "7 no day is called Thr → Thu",
                        "7 09:00-09:00 begins and ends at once → 00:00-24:00 for the whole day",
                        "8 the last frozen day 2026-12-20 comes before the first, 2027-01-03 → 2026-12-20/2027-01-03");
    }

    @Test
    void aCityAloneNamesItsZone() {
        ReadPlan read = reader.read(Plans.with("ramp: { windows: { zone: new york } }\n"));

        assertThat(read.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.instead()).isEqualTo("America/New_York"));
    }

    /** {@code limit} is one key and its value. */
    private static Arguments throttle(String limit, String rule) {
        String key = limit.substring(0, limit.indexOf(':'));
        return arguments(
                "backfill: [ { table: users, throttle: { " + limit + " } } ]", rule, 4, "backfill[0].throttle." + key);
    }

    private static Arguments rates(String keys, String rule, String key) {
        return arguments(
                "guardrails: [ { name: a, kind: slow-share, source: prometheus, " + keys + " } ]",
                rule,
                4,
                "guardrails[0]." + key);
    }

    /** {@code keys} beside name, kind and source. */
    private static Arguments database(String kind, String keys, String rule, String key) {
        return arguments(
                "guardrails: [ { name: a, kind: " + kind + ", source: postgresql, " + keys + " } ]",
                rule,
                4,
                "guardrails[0]." + key);
    }

    private static Arguments threshold(String keys, String rule, String key) {
        return arguments(
                "guardrails: [ { name: a, kind: threshold, source: prometheus, " + keys + " } ]",
                rule,
                4,
                "guardrails[0]." + key);
    }

    @Test
    void everyBadLimitIsNamedAtOnce() {
        ReadPlan read = reader.read(Plans.with(
                "backfill: [ { table: users, throttle: { maxReplicaLag: 5, maxWalRate: 50, rate: 0 } } ]\n"));

        assertThat(read.problems())
                .extracting(problem -> problem.path() + " → " + problem.instead())
                .contains(
                        "backfill[0].throttle.maxReplicaLag → 5 with a unit: ms, s, m, h or d",
                        "backfill[0].throttle.maxWalRate → 50 with a unit: KiB, MiB or GiB",
                        "backfill[0].throttle.rate → a whole number from 1 to 1000000000");
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void aBadKeyIsRefusedWithItsRuleLineAndPath(String yaml, String rule, int line, String path) {
        ReadPlan read = reader.read(Plans.with(yaml + "\n"));

        assertThat(read.plan()).isEmpty();
        assertThat(read.problems()).anySatisfy(problem -> {
            assertThat(problem.rule()).isEqualTo(rule);
            assertThat(problem.file()).isEqualTo("migration.yaml");
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.path()).isEqualTo(path);
        });
    }

    /** A file, its content, the rule that it breaks, the line. */
    static Stream<Arguments> scripts() {
        return Stream.of(
                arguments("expand.sql", "SELECT 1;\nALTER TABLE users DROP COLUMN a;", "expand-destroys", 2),
                arguments("expand.sql", "TRUNCATE users;", "expand-destroys", 1),
                arguments("expand.sql", "BEGIN;\nCOMMIT;", "transaction-control", 1),
                arguments(
                        "expand.sql", "CREATE INDEX CONCURRENTLY i ON users (a);\nSELECT 1;", "statement-not-alone", 1),
                arguments("expand.sql", "DO $$ BEGIN DROP TABLE users; END $$;", "sql-opaque", 1),
                arguments("expand.sql", "UPDATE users SET a = 1;", "missing-revert", 1),
                arguments("expand.sql", "-- nothing\n", "sql-empty", 1),
                arguments("expand.sql", "-- a\n-- \0\nALTER TABLE users ADD COLUMN a text;", "not-text", 2),
                arguments("contract.sql", "-- \ud800\nALTER TABLE users DROP COLUMN a;", "not-text", 1),
                arguments("expand.sql", "SELECT 'a;\n", "sql-unterminated", 1),
                arguments("contract.sql", "DROP TABLE users CASCADE;", "cascade", 1),
                arguments("contract.sql", "ALTER TABLE ${t} DROP COLUMN a;", "contract-placeholder", 1),
                arguments("contract.sql", "DROP INDEX CONCURRENTLY i;", "statement-not-alone", 1));
    }

    /** The type of a new-side column with its constraints; what is said to write instead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text DEFAULT ''|without the default",
                "text NOT NULL|without NOT NULL",
                "text PRIMARY KEY|without NOT NULL",
                "bigserial|without the default",
                "bigint GENERATED BY DEFAULT AS IDENTITY|its expression as forward",
                "text GENERATED ALWAYS AS (lower(full_name)) STORED|its expression as forward"
            })
    void aNewSideColumnThatSyncCouldNotServeIsRefusedWhereItIsMade(String column, String instead) {
        Map<String, String> files = Plans.with(
                "sync: [ { table: users, forward: { first_name: full_name }, backward: { full_name: first_name } } ]\n");
        files.put(
                "expand.sql",
                "SELECT 1;\nALTER TABLE users ADD COLUMN other text NOT NULL DEFAULT '', ADD COLUMN first_name "
                        + column + ";");
        files.put("revert.sql", "ALTER TABLE users DROP COLUMN other, DROP COLUMN first_name;");

        ReadPlan read = reader.read(files);

        assertThat(read.plan()).isEmpty();
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("sync-new-column");
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).contains("new-side column first_name");
            assertThat(problem.instead()).contains(instead);
        });
    }

    @Test
    void everythingThatIsWrongWithANewSideColumnIsSaid() {
        Map<String, String> files = Plans.with(
                "sync: [ { table: users, forward: { first_name: full_name }, backward: { full_name: first_name } } ]\n");
        files.put("expand.sql", "ALTER TABLE users ADD COLUMN first_name text NOT NULL DEFAULT '';");

        assertThat(reader.read(files).problems())
                .extracting(problem -> problem.rule())
                .containsExactly("sync-new-column", "sync-new-column");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aBadScriptIsRefusedWithItsRuleAndLine(String path, String sql, String rule, int line) {
        ReadPlan read = reader.read(Plans.withFile(path, sql));

        assertThat(read.plan()).isEmpty();
        assertThat(read.problems()).anySatisfy(problem -> {
            assertThat(problem.rule()).isEqualTo(rule);
            assertThat(problem.file()).isEqualTo(path);
            assertThat(problem.line()).isEqualTo(line);
        });
    }

    @Test
    void twoMebibytesAreRefusedUnread() {
        ReadPlan read = reader.read(Plans.withFile("expand.sql", "x".repeat(2 * 1024 * 1024)));

        assertThat(read.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("too-large"));
    }

    /** What stands in migration.yaml instead of a mapping. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n# only a comment\n", "- a\n- b\n", "word\n", "a: 1\n---\nb: 2\n", "\u0001", "\tx: 1\n"})
    void whatIsNotOneMappingIsRefused(String yaml) {
        ReadPlan read = reader.read(Plans.withFile("migration.yaml", yaml));

        assertThat(read.problems())
                .filteredOn(problem -> problem.rule().equals("not-yaml"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).isEqualTo("migration.yaml"));
    }

    @Test
    void whatIsNotYamlIsRefusedAndItsScriptsAreStillJudged() {
        Map<String, String> files = Plans.withFile("migration.yaml", "a: [b\n");
        files.put("expand.sql", "TRUNCATE users;");

        ReadPlan read = reader.read(files);

        assertThat(read.problems()).extracting(problem -> problem.rule()).contains("not-yaml", "expand-destroys");
    }

    @Test
    void anEmptyPlanNamesEveryFileThatIsMissing() {
        ReadPlan read = reader.read(Map.of());

        assertThat(read.problems())
                .extracting(problem -> problem.file())
                .containsExactlyInAnyOrder("migration.yaml", "expand.sql", "contract.sql");
    }

    @Test
    void aDatabaseThatTheServerDoesNotKnowIsRefusedTogetherWithTheRest() {
        ReadPlan read = new PlanReader(List.of("crm", "erp")).read(Plans.with("ownr: me\n"));

        assertThat(read.plan()).isEmpty();
        assertThat(read.problems()).extracting(problem -> problem.rule()).contains("unknown-database", "unknown-key");
        assertThat(read.problems()).anySatisfy(problem -> {
            assertThat(problem.path()).isEqualTo("database");
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.instead()).isEqualTo("one of: crm, erp");
        });
    }

    @Test
    void anEmptyListOfTablesIsToldWhatIsMissingFromIt() {
        ReadPlan read = reader.read(Plans.with("tables: []\n"));

        assertThat(read.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("public.users"));
    }

    @Test
    void aKeyAsLongAsThePlanIsRefusedInFewWords() {
        ReadPlan read = reader.read(Plans.with("? " + "k".repeat(900_000) + "\n: 1\n"));

        assertThat(read.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).hasSizeLessThan(100));
    }

    @Test
    void aTypoNamesTheNearestKey() {
        ReadPlan read = reader.read(Plans.with("gaurdrails: []\n"));

        assertThat(read.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.instead()).isEqualTo("guardrails"));
    }
}
