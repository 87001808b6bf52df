// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.source.FakeMetricSource;
import dev.interlock.activities.source.Questions;
import dev.interlock.domain.guardrail.SourceReading.Arm;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.Windows;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At 100 % on what was recorded before; the recorded hours are moved about, since the database's clock cannot be. */
final class SameHourTest {

    private static final Windows ALWAYS = new Windows(
            List.of(new Windows.Range(List.of(DayOfWeek.values()), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)),
            ZoneId.of("Asia/Kathmandu"),
            List.of());

    @Test
    void errorsAreJudgedByTheSameHourOfTheWeek() throws SQLException {
        try (WatchBench bench = ramped(WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS))) {
            everyHourOfLastWeek(bench, 90, 45_000);

            assertThat(atFull(bench)).containsPattern("baseline of \\w+ \\d\\d:00 UTC, 90 of 45,000: E = ");
        }
    }

    @Test
    void theHourIsThatOfTheWindowsZone() throws SQLException {
        try (WatchBench bench = ramped(WatchBench.within(ALWAYS, WatchPlans.FIVE, WatchPlans.ERRORS))) {
            everyHourOfLastWeek(bench, 90, 45_000);

            assertThat(atFull(bench)).containsPattern("baseline of \\w+ \\d\\d:00 Kathmandu, ");
        }
    }

    @Test
    void slowCallsAreJudgedByTheSameHourToo() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SLOW)) {
            bench.evaluator.timed(1_000, 40, 0, 0).reports();
            bench.between(number ->
                    bench.evaluator.served(950, 0, 50, 0).timed(950, 38, 50, 2).reports());
            bench.activities.watch(bench.call, bench.fivePercent());
            WatchedDatabase.move(bench.key, Percent.FULL);
            bench.between(number ->
                    bench.evaluator.served(0, 0, 500, 0).timed(0, 0, 500, 20).reports());
            everyHourOfLastWeek(bench, 400, 10_000);

            assertThat(atFull(bench)).containsPattern("baseline of \\w+ \\d\\d:00 UTC, 400 of 10,000: E = ");
        }
    }

    @Test
    void countsFromOutsideAreJudgedByTheSameHourToo() throws SQLException {
        FakeMetricSource source = new FakeMetricSource();
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, Questions.checkout())
                .answering(source)
                .serving(950, 1, 50, 0)) {
            source.counts(new Arm(1, 500), new Arm(10, 9_500));
            bench.activities.watch(bench.call, bench.fivePercent());
            WatchedDatabase.move(bench.key, Percent.FULL);
            source.counts(new Arm(10, 10_000), Arm.NONE);
            everyHourOfLastWeek(bench, 90, 45_000);

            assertThat(atFull(bench)).containsPattern("baseline of \\w+ \\d\\d:00 UTC, 90 of 45,000: E = ");
        }
    }

    @Test
    void whatWasRecordedAtOtherHoursOnlyJudgesAsAWhole() throws SQLException {
        try (WatchBench bench = ramped(WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS))) {
            WatchedDatabase.run(
                    "UPDATE interlock.baseline SET quarter = quarter - interval '84 hours', old_errors = 90,"
                            + " old_ended = 45000 WHERE migration = ?",
                    bench.call.number());

            assertThat(atFull(bench)).containsPattern("recorded baseline \\d+ of \\d+,000: E = ");
        }
    }

    @Test
    void whatTheOldPathDidAtZeroIsRecorded() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, WatchPlans.ERRORS).serving(1_000, 1, 0, 0)) {
            bench.activities.awaitEvaluators(bench.call, null);

            assertThat(WatchedDatabase.number(
                            "SELECT sum(old_ended)::bigint FROM interlock.baseline WHERE migration = ?"
                                    + " AND guardrail = 'errors'",
                            bench.call.number()))
                    .isEqualTo(2_000);
        }
    }

    private static WatchBench ramped(WatchBench bench) throws SQLException {
        bench.serving(950, 1, 50, 0);
        bench.activities.watch(bench.call, bench.fivePercent());
        WatchedDatabase.move(bench.key, Percent.FULL);
        return bench.serving(0, 0, 500, 1);
    }

    /** Whichever hour it is, and whether or not the next one begins meanwhile. */
    private static void everyHourOfLastWeek(WatchBench bench, long errors, long ended) throws SQLException {
        WatchedDatabase.run("DELETE FROM interlock.baseline WHERE migration = ?", bench.call.number());
        for (String guardrail : List.of(
                LookBook.TRAFFIC, WatchPlans.SLOW.name(), Questions.checkout().name())) {
            WatchedDatabase.run(
                    "INSERT INTO interlock.baseline SELECT ?::bigint, ?, (SELECT coalesce(max(changed_at), '-infinity')"
                            + " FROM interlock.flag_history WHERE key = ? AND percent = 0),"
                            + " date_bin('1 hour', now(), 'epoch') - interval '1 week' - n * interval '15 minutes', ?, ?"
                            + " FROM generate_series(0, 671, 4) AS n",
                    bench.call.number(),
                    guardrail,
                    bench.key,
                    errors,
                    ended);
        }
    }

    private static String atFull(WatchBench bench) {
        Outcome outcome =
                bench.activities.watch(bench.call, new Task.Watch(1, Percent.FULL, WatchBench.BEGUN, WatchBench.BEGUN));
        return outcome.toString();
    }
}
