// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.domain.guardrail.CountedWindow;
import dev.interlock.domain.guardrail.FailBar;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.SourceReading.Arm;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailRule.OnFail;
import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.QueryTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

final class ReplayReportTest {

    private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");
    private static final PastLooks HOUR = new PastLooks(FROM, FROM.plus(Duration.ofHours(1)), Duration.ofSeconds(10));
    private static final CountedWindow MINUTE = new CountedWindow(Duration.ofMinutes(1));
    private static final Percent HALF = Percent.of(50);

    @Test
    void aQuietPastWouldNotHaveRolledBack() {
        ReplayReport report = report(replay(busy(OnFail.ROLLBACK), HALF, look -> value(0.4)));

        assertThat(report.rolledBack()).isEmpty();
        assertThat(report.conclusion()).isEqualTo("would not have rolled back in 360 looks");
        assertThat(report.isConclusive()).isTrue();
        assertThat(report.guardrails().get(0).tally().looks(Verdict.PASS)).isEqualTo(360);
    }

    @Test
    void theFirstFailIsToldWithItsTimeAndTheRestIsWalkedAsWell() {
        ReplayReport report = report(replay(busy(OnFail.ROLLBACK), HALF, look -> value(look < 100 ? 0.4 : 0.9)));

        assertThat(report.conclusion())
                .startsWith("would have rolled back at 2026-03-02 09:17:00Z: busy: ")
                .contains("0.9 > 0.8");
        assertThat(report.guardrails().get(0).tally())
                .returns(259L, tally -> tally.looks(Verdict.FAIL))
                .returns(0.9, tally -> tally.highest().orElseThrow().value().orElseThrow())
                .returns(HOUR.at(100), tally -> tally.highest().orElseThrow().at());
    }

    @Test
    void theEarlierOfTwoRollsBackAndAHoldIsToldBesideIt() {
        ReplayReport report = report(
                replay(busy(OnFail.ROLLBACK), HALF, look -> value(look < 200 ? 0.4 : 0.9)),
                replay(checkout(), HALF, look -> counts(100, 10)),
                replay(busy(OnFail.HOLD), HALF, look -> value(0.9)));

        assertThat(report.conclusion())
                .startsWith("would have rolled back at 2026-03-02 09:01:00Z: checkout: candidate fails 100 of 1,000")
                .contains("; would have held at 2026-03-02 09:00:30Z: busy: ");
    }

    @Test
    void whatOnlyRecordsRollsNothingBack() {
        ReplayReport report = report(replay(busy(OnFail.RECORD), HALF, look -> value(0.9)));

        assertThat(report.conclusion()).isEqualTo("would not have rolled back in 360 looks");
    }

    @Test
    void aPastWithoutANewPathLeavesOpenWhatWouldHaveComeOfIt() {
        ReplayReport report = report(
                replay(busy(OnFail.ROLLBACK), HALF, look -> value(0.4)),
                replay(checkout(), HALF, look -> new SourceReading.Nothing("q", "total of variant new: no series")));

        assertThat(report.isConclusive()).isFalse();
        assertThat(report.notJudged()).containsExactly("checkout");
        assertThat(report.conclusion())
                .isEqualTo("not known whether it would have rolled back in 360 looks; not judged: checkout");
        assertThat(report.guardrails()
                        .get(1)
                        .tally()
                        .lastSilence()
                        .orElseThrow()
                        .sentence())
                .isEqualTo("total of variant new: no series");
    }

    @Test
    void aValueThatWasNeverThereLeavesItOpenUnlessItOnlyRecords() {
        Replayed judged = replay(checkout(), HALF, look -> counts(10, 10));

        assertThat(report(judged, replay(busy(OnFail.HOLD), HALF, look -> nothing())))
                .returns(false, ReplayReport::isConclusive)
                .returns(List.of("busy"), ReplayReport::notJudged);
        assertThat(report(judged, replay(busy(OnFail.RECORD), HALF, look -> nothing())))
                .returns(true, ReplayReport::isConclusive)
                .returns("would not have rolled back in 360 looks; not judged: busy", ReplayReport::conclusion);
    }

    @Test
    void aRollbackIsKnownWhateverElseWasNotJudged() {
        ReplayReport report = report(
                replay(busy(OnFail.ROLLBACK), HALF, look -> value(0.9)), replay(checkout(), HALF, look -> nothing()));

        assertThat(report.isConclusive()).isTrue();
        assertThat(report.conclusion()).startsWith("would have rolled back").endsWith("; not judged: checkout");
    }

    @Test
    void aRateAtZeroLeavesNothingOpen() {
        ReplayReport report = report(
                replay(busy(OnFail.ROLLBACK), Percent.ZERO, look -> value(0.4)),
                replay(checkout(), Percent.ZERO, look -> counts(0, 0, 10)));

        assertThat(report.isConclusive()).isTrue();
        assertThat(report.conclusion()).isEqualTo("would not have rolled back in 360 looks; not judged: checkout");
    }

    @Test
    void aPastWithNothingToJudgeIsNoPass() {
        ReplayReport report = report(replay(checkout(), HALF, look -> counts(0, 0, 0)));

        assertThat(report.isConclusive()).isFalse();
        assertThat(report.conclusion()).isEqualTo("nothing was judged in 360 looks");
    }

    @Test
    void atZeroTheOldPathIsCountedAndNothingIsCompared() {
        Replayed replayed = replay(checkout(), Percent.ZERO, look -> counts(0, 0, 10));

        assertThat(replayed.judged()).isFalse();
        assertThat(replayed.tally().looks(Verdict.NO_DATA)).isEqualTo(360);
        assertThat(replayed.tally().lastSilence().orElseThrow().sentence())
                .startsWith("no candidate at 0 %; baseline 600 of ");
    }

    @Test
    void countsAreAskedForWhenAWindowIsOverAndAWindowWithoutAnAnswerIsInTheNextOne() {
        Replayed begun = Replayed.from(FROM, checkout(), setting(HALF));

        assertThat(begun.asked(HOUR.at(4), HOUR.at(5))).isEmpty();
        assertThat(begun.asked(HOUR.at(5), HOUR.at(6))).contains(Duration.ofMinutes(1));
        Replayed silent = begun.next(HOUR.at(6), Optional.of(new SourceReading.Trouble("q", "down")));
        assertThat(silent.asked(HOUR.at(6), HOUR.at(7))).contains(Duration.ofSeconds(70));
        Replayed answered = silent.next(HOUR.at(7), Optional.of(counts(1, 1)));
        assertThat(answered.asked(HOUR.at(7), HOUR.at(8))).isEmpty();
    }

    @Test
    void aValueIsAskedForAtEveryLookAndLooksBackAsFarAsTheShortestWindow() {
        Replayed begun = Replayed.from(FROM, busy(OnFail.ROLLBACK), setting(HALF));

        assertThat(begun.asksAhead()).isTrue();
        assertThat(begun.asked(HOUR.at(0), HOUR.at(1))).contains(Duration.ofMinutes(1));
    }

    @Test
    void looksFitInOrThereAreNone() {
        assertThat(new PastLooks(FROM, FROM.plusSeconds(29), Duration.ofSeconds(10)).count())
                .isEqualTo(2);
        assertThat(new PastLooks(FROM, FROM.minusSeconds(29), Duration.ofSeconds(10)).count())
                .isZero();
        assertThatThrownBy(() -> new PastLooks(FROM, FROM, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ReplayReport report(Replayed... guardrails) {
        return new ReplayReport(HOUR, List.of(guardrails));
    }

    private static Replayed replay(GuardrailRule rule, Percent percent, LongFunction<SourceReading> past) {
        Replayed replayed = Replayed.from(FROM, rule, setting(percent));
        for (long look = 1; look <= HOUR.count(); look++) {
            Instant at = HOUR.at(look);
            boolean asks = replayed.asked(HOUR.at(look - 1), at).isPresent();
            replayed = replayed.next(at, asks ? Optional.of(past.apply(look)) : Optional.empty());
        }
        return replayed;
    }

    private static ReplaySetting setting(Percent percent) {
        return new ReplaySetting(new FailBar(40), 5, percent, MINUTE);
    }

    private static SourceReading value(double value) {
        return new SourceReading.Value("q", value);
    }

    private static SourceReading nothing() {
        return new SourceReading.Nothing("q", "no series");
    }

    /** A thousand calls of each path. */
    private static SourceReading counts(long candidate, long baseline) {
        return new SourceReading.Counted("q", new Arm(candidate, 1_000), new Arm(baseline, 1_000));
    }

    private static SourceReading counts(long candidateCalls, long candidate, long baseline) {
        return new SourceReading.Counted("q", new Arm(candidate, candidateCalls), new Arm(baseline, 1_000));
    }

    private static GuardrailRule busy(OnFail onFail) {
        return new GuardrailRule(
                "busy",
                GuardrailRule.Kind.THRESHOLD,
                1.25,
                onFail,
                new GuardrailSource.PrometheusValue(new QueryTemplate("busy")),
                0.8);
    }

    private static GuardrailRule checkout() {
        return new GuardrailRule(
                "checkout",
                GuardrailRule.Kind.ERROR_RATE,
                1.25,
                OnFail.ROLLBACK,
                new GuardrailSource.PrometheusCounts(new QueryTemplate("errors"), new QueryTemplate("calls")),
                Double.POSITIVE_INFINITY);
    }
}
