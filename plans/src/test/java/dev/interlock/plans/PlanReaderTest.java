// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.LockPolicy.OnBlocker;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.QueryTemplate;
import dev.interlock.domain.plan.Windows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

    private final PlanReader reader = new PlanReader();

    @Test
    void theSmallestPlanHasEveryDefault() {
        ReadPlan read = reader.read(Plans.smallest());

        assertThat(read.problems()).isEmpty();
        MigrationPlan plan = read.plan().orElseThrow();
        assertThat(plan.tables()).containsExactly("public.users");
        assertThat(plan.flag().key()).isEqualTo("users-split-name");
        assertThat(plan.ramp().steps())
                .extracting(step -> step.percent())
                .containsExactly(Percent.of(1), Percent.of(5), Percent.of(20), Percent.of(50), Percent.FULL);
        assertThat(plan.ramp().calibrate()).isEqualTo(Duration.ofMinutes(10));
        assertThat(plan.soak().duration()).isEqualTo(Duration.ofDays(14));
        assertThat(plan.locks().timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(plan.parity().maxSnapshotAge()).isEqualTo(Duration.ofHours(2));
        assertThat(plan.guardrails())
                .extracting(rule -> rule.name())
                .containsExactly("errors", "slow", "scans", "statements", "locks", "sqlstates");
        assertThat(plan.mustExclude()).isEqualTo(5);
        assertThat(plan.off())
                .contains("rehearse")
                .doesNotContain(
                        "ramp.calibrate",
                        "guardrails.statements",
                        "guardrails.locks",
                        "guardrails.parity",
                        "guardrails.slow",
                        "contract.hide",
                        "contract.archive");
        assertThat(plan.contract().hide()).isEqualTo(Duration.ofHours(24));
        assertThat(plan.contract().archive()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void windowsAreReadInEveryWayTheyCanBeWritten() {
        ReadPlan read = reader.read(Plans.with("""
                ramp:
                  windows:
                    allow: ["Mon-Thu 09:00-17:00", "Fri,Sat-Sun 22:00-02:00", "Sun-Mon 09:30-24:00"]
                    zone: Europe/Berlin
                    freeze: [2026-12-20/2027-01-03, "2027-04-02"]
                """));

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().orElseThrow().ramp().windows())
                .contains(new Windows(
                        List.of(
                                range("09:00", "17:00", MONDAY, TUESDAY, WEDNESDAY, THURSDAY),
                                range("22:00", "02:00", FRIDAY, SATURDAY, SUNDAY),
                                range("09:30", "00:00", MONDAY, SUNDAY)),
                        ZoneId.of("Europe/Berlin"),
                        List.of(freeze("2026-12-20", "2027-01-03"), freeze("2027-04-02", "2027-04-02"))));
    }

    @Test
    void oneWindowNeedsNoListAndFreezeAloneLeavesTheRestOpen() {
        assertThat(windows("allow: \"Mon 09:00-17:00\"").allow()).containsExactly(range("09:00", "17:00", MONDAY));
        assertThat(windows("freeze: [2026-12-20/2027-01-03]").allow())
                .containsExactly(range("00:00", "00:00", DayOfWeek.values()));
        assertThat(reader.read(Plans.smallest()).plan().orElseThrow().ramp().windows())
                .isEmpty();
    }

    private Windows windows(String key) {
        ReadPlan read = reader.read(Plans.with("ramp: { windows: { zone: UTC, " + key + " } }\n"));
        assertThat(read.problems()).isEmpty();
        return read.plan().orElseThrow().ramp().windows().orElseThrow();
    }

    private static Windows.Range range(String from, String to, DayOfWeek... days) {
        return new Windows.Range(List.of(days), LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Windows.Freeze freeze(String first, String last) {
        return new Windows.Freeze(LocalDate.parse(first), LocalDate.parse(last));
    }

    @Test
    void theAgeOfAParitySnapshotIsRead() {
        ReadPlan read = reader.read(Plans.with("parity: { maxSnapshotAge: 20m }\n"));

        assertThat(read.plan().orElseThrow().parity().maxSnapshotAge()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void blockedSessionsHaveALimitAndATime() {
        ReadPlan read = reader.read(
                Plans.with("guardrails: [ { name: locks, kind: blocked-sessions, max: 2, longerThan: 500ms } ]\n"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().orElseThrow().guardrails())
                .contains(new GuardrailRule(
                        "locks",
                        GuardrailRule.Kind.BLOCKED_SESSIONS,
                        1.25,
                        GuardrailRule.OnFail.ROLLBACK,
                        new GuardrailSource.Locks(Duration.ofMillis(500)),
                        2));
    }

    @Test
    void noComparedReadMayDifferUnlessThePlanSaysHowMany() {
        ReadPlan read = reader.read(Plans.with("guardrails: [ { name: reads, kind: consistency },"
                + " { name: lists, kind: consistency, max: 0.001, onFail: record } ]\n"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().orElseThrow().guardrails())
                .filteredOn(rule -> rule.kind() == GuardrailRule.Kind.CONSISTENCY)
                .extracting(rule -> rule.max())
                .containsExactly(0.0, 0.001);
    }

    @Test
    void aThresholdAsksPrometheusForOneValue() {
        ReadPlan read = reader.read(Plans.with("guardrails: [ { name: saturation, kind: threshold, source: prometheus,"
                + " query: 'max(busy)', max: -0.5, onFail: hold } ]\n"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().orElseThrow().guardrails())
                .contains(new GuardrailRule(
                        "saturation",
                        GuardrailRule.Kind.THRESHOLD,
                        1.25,
                        GuardrailRule.OnFail.HOLD,
                        new GuardrailSource.PrometheusValue(new QueryTemplate("max(busy)")),
                        -0.5));
    }

    @Test
    void aRateAsksPrometheusForTheCountsOfEachVariant() {
        ReadPlan read = reader.read(
                Plans.with(
                        "guardrails: [ { name: checkout, kind: error-rate, source: prometheus,"
                                + " errors: 'sum(increase(e{v=\"$variant\"}[$window]))', total: 'sum(increase(c{v=\"$variant\"}[$window]))' } ]\n"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().orElseThrow().guardrails())
                .filteredOn(rule -> rule.name().equals("checkout"))
                .extracting(rule -> rule.source())
                .containsExactly(new GuardrailSource.PrometheusCounts(
                        new QueryTemplate("sum(increase(e{v=\"$variant\"}[$window]))"),
                        new QueryTemplate("sum(increase(c{v=\"$variant\"}[$window]))")));
    }

    @Test
    void aWebhookIsAskedForCountsAValueOrAVerdict() {
        ReadPlan read = reader.read(Plans.with("""
                guardrails:
                  - { name: counts, kind: slow-share, source: webhook, webhook: ours }
                  - { name: value, kind: threshold, source: webhook, webhook: ours, max: 3 }
                  - { name: judged, kind: verdict, source: webhook, webhook: theirs }
                """));

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().orElseThrow().guardrails())
                .filteredOn(rule -> rule.source().outside())
                .extracting(rule -> rule.source())
                .containsExactly(
                        new GuardrailSource.Webhook("ours"),
                        new GuardrailSource.Webhook("ours"),
                        new GuardrailSource.Webhook("theirs"));
    }

    @Test
    void theDatabaseIsAskedForAMeasureAQueryOrAPlan() {
        ReadPlan read = reader.read(Plans.with("""
                guardrails:
                  - { name: lag, kind: threshold, source: postgresql, measure: replica-lag, max: 10 }
                  - { name: stuck, kind: threshold, source: postgresql, query: 'SELECT count(*) FROM stuck', max: 3 }
                  - { name: lookup, kind: verdict, source: postgresql, statement: 'SELECT 1 FROM users WHERE a = $1' }
                """));

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().orElseThrow().guardrails())
                .filteredOn(rule -> rule.source().outside())
                .extracting(rule -> rule.source())
                .containsExactly(
                        new GuardrailSource.DatabaseMeasure(GuardrailSource.Measure.REPLICA_LAG),
                        new GuardrailSource.DatabaseQuery("SELECT count(*) FROM stuck"),
                        new GuardrailSource.DatabasePlan("SELECT 1 FROM users WHERE a = $1"));
    }

    private static final ThrottlePolicy CAREFUL = new ThrottlePolicy(
            Rate.MAX,
            Optional.of(Duration.ofSeconds(5)),
            Optional.empty(),
            Optional.of(Duration.ofMillis(100)),
            Optional.of(64L << 20),
            true);

    private static final String SYNC = "sync: [ { table: users, forward: { a: b }, backward: { b: a } } ]\n";

    @Test
    void aThrottleIsReadWithWhatIsLeftOutAsTheDefault() {
        ReadPlan read = reader.read(Plans.with(SYNC
                + "backfill: [ { table: users, accept: [audit], throttle: { rate: 500, maxReplicaLag: none,"
                + " maxActiveSessions: 40, maxWalRate: 2GiB } } ]\n"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().orElseThrow().backfill())
                .containsExactly(new BackfillRule(
                        "public.users",
                        new ThrottlePolicy(
                                new Rate(500),
                                Optional.empty(),
                                Optional.of(40L),
                                Optional.of(Duration.ofMillis(100)),
                                Optional.of(2L << 30),
                                true),
                        List.of("audit")));
    }

    @Test
    void aTableNamedWithoutAThrottleHasTheDefault() {
        ReadPlan read = reader.read(Plans.with(SYNC + "backfill: [ { table: users } ]\n"));

        assertThat(read.plan().orElseThrow().backfill())
                .containsExactly(new BackfillRule("public.users", CAREFUL, List.of()));
    }

    @Test
    void whatHappensToABlockerIsForThePlanToSay() {
        assertThat(reader.read(Plans.smallest()).plan().orElseThrow().locks().onBlocker())
                .isEqualTo(OnBlocker.WAIT);

        assertThat(reader.read(Plans.with("locks: { onBlocker: terminate }"))
                        .plan()
                        .orElseThrow()
                        .locks()
                        .onBlocker())
                .isEqualTo(OnBlocker.TERMINATE);
    }

    @Test
    void theExampleFolderReadsWithoutProblems() throws IOException {
        ReadPlan read = reader.read(Path.of("../docs/examples/users-split-name"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().orElseThrow().backfill())
                .containsExactly(new BackfillRule("public.users", CAREFUL, List.of()));
        assertThat(read.plan().orElseThrow().off()).doesNotContain("guardrails.parity");
        assertThat(read.plan().orElseThrow().guardrails())
                .extracting(rule -> rule.name())
                .containsExactly("errors", "slow", "scans", "statements", "locks", "parity", "sqlstates");
    }

    @Test
    void theRevertIsDerivedInReverseOrder() {
        Map<String, String> files = Plans.withFile(
                "expand.sql", "ALTER TABLE users ADD COLUMN a text;\nCREATE INDEX users_a ON users (a);\n");

        ReadPlan read = reader.read(files);

        assertThat(read.plan()
                        .orElseThrow()
                        .scripts()
                        .derivedRevert()
                        .orElseThrow()
                        .sql())
                .isEqualTo("DROP INDEX public.users_a;\nALTER TABLE public.users DROP COLUMN a;\n");
    }

    @Test
    void aConcurrentIndexRunsOutsideATransaction() {
        Map<String, String> files = Plans.smallest();
        files.put("expand/1-columns.sql", files.remove("expand.sql"));
        files.put("expand/2-index.sql", "CREATE INDEX CONCURRENTLY users_first ON users (first_name);\n");

        ReadPlan read = reader.read(files);

        assertThat(read.plan().orElseThrow().scripts().expand())
                .extracting(script -> script.transactional())
                .containsExactly(true, false);
    }

    @Test
    void theHashChangesWithEveryByte() {
        String before = reader.read(Plans.smallest()).sha256();

        String after = reader.read(Plans.with("owner: a\n")).sha256();

        assertThat(after).isNotEqualTo(before).matches("[0-9a-f]{64}");
    }
}
