// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlock.activities.source.Question;
import dev.interlock.domain.guardrail.CountedWindow;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.SourceReading.Arm;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.replay.PastLooks;
import dev.interlock.domain.replay.ReplayReport;
import dev.interlock.domain.replay.Replayed;
import dev.interlock.plans.PlanReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class GuardrailReplayTest {

    private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");
    private static final PastLooks LOOKS = new PastLooks(FROM, FROM.plusSeconds(600), Duration.ofSeconds(10));
    private static final MigrationPlan PLAN = plan();

    private final List<Question> asked = new ArrayList<>();

    @Test
    void eachLookIsAskedAboutItsOwnTimeAndCountsInWindowsThatMeet() throws ReplayStopped {
        run(question -> busy(question) ? new SourceReading.Value("q", 0.4) : counts(1));

        assertThat(asked.stream().filter(GuardrailReplayTest::busy).map(Question::at))
                .hasSize(60)
                .startsWith(FROM.plusSeconds(10), FROM.plusSeconds(20))
                .endsWith(FROM.plusSeconds(600));
        assertThat(asked.stream().filter(question -> !busy(question)).map(Question::at))
                .containsExactly(
                        FROM.plusSeconds(60),
                        FROM.plusSeconds(120),
                        FROM.plusSeconds(180),
                        FROM.plusSeconds(240),
                        FROM.plusSeconds(300),
                        FROM.plusSeconds(360),
                        FROM.plusSeconds(420),
                        FROM.plusSeconds(480),
                        FROM.plusSeconds(540),
                        FROM.plusSeconds(600));
        assertThat(asked)
                .allSatisfy(question -> assertThat(question)
                        .returns(Duration.ofMinutes(1), Question::window)
                        .returns(Percent.of(20), Question::percent));
    }

    @Test
    void onlyWhatHasAPastIsReplayedAndEveryLookIsTold() throws ReplayStopped {
        List<Long> told = new ArrayList<>();
        ReplayReport report = replay(question -> busy(question) ? new SourceReading.Value("q", 0.4) : counts(1))
                .run(PLAN, Percent.of(20), LOOKS, told::add);

        assertThat(report.guardrails().stream()
                        .map(guardrail -> guardrail.rule().name()))
                .containsExactly("checkout", "busy");
        assertThat(told).hasSize(60).startsWith(1L).endsWith(60L);
    }

    @Test
    void manyTimesTheErrorsWouldHaveRolledBack() throws ReplayStopped {
        ReplayReport report = run(question -> busy(question)
                ? new SourceReading.Value("q", 0.4)
                : counts(question.at().equals(FROM.plusSeconds(60)) ? 1 : 200));

        assertThat(report.rolledBack().map(guardrail -> guardrail.rule().name()))
                .contains("checkout");
        assertThat(report.rolledBack()
                        .flatMap(guardrail -> guardrail.tally().firstFail())
                        .orElseThrow()
                        .at())
                .isEqualTo(FROM.plusSeconds(120));
    }

    @Test
    void answersOutOfOrderAreJudgedInTheOrderOfTheirLooks() throws ReplayStopped {
        List<CompletableFuture<SourceReading>> held = new ArrayList<>();
        GuardrailReplay replay = replay(question -> counts(1), question -> {
            CompletableFuture<SourceReading> answer = new CompletableFuture<>();
            held.add(answer);
            if (held.size() % 4 == 0) {
                for (int last = held.size() - 1; last >= held.size() - 4; last--) {
                    held.get(last).complete(new SourceReading.Value("q", last / 100.0));
                }
            }
            return answer;
        });

        ReplayReport report = replay.run(PLAN, Percent.of(20), LOOKS, number -> {});

        Replayed busy = report.guardrails().get(1);
        assertThat(busy.tally().highest().orElseThrow().at()).isEqualTo(FROM.plusSeconds(600));
        assertThat(busy.tally().highest().orElseThrow().value()).hasValue(0.59);
    }

    @Test
    void sixTroublesRunningAreEnoughAndFiveAreErrors() throws ReplayStopped {
        ReplayReport five = run(question -> troubled(question, 5));
        ReplayStopped six = stopped(question -> troubled(question, 6));

        assertThat(five.guardrails().get(1).tally().looks(Verdict.ERROR)).isEqualTo(5);
        assertThat(six.isUnreachable()).isTrue();
        assertThat(six).hasMessage("busy was not answered 6 times running: Prometheus cannot be reached");
    }

    @Test
    void aQuestionThatCanNeverBeAnsweredEndsTheReplay() {
        ReplayStopped stopped =
                stopped(question -> new SourceReading.Wrong("max(busy", "Prometheus refuses the query: bad_data"));

        assertThat(stopped.isUnreachable()).isFalse();
        assertThat(stopped)
                .hasMessage("busy can never be answered: Prometheus refuses the query: bad_data; asked was max(busy");
    }

    /** So many looks running, from the eleventh on, the value is not answered. */
    private static SourceReading troubled(Question question, int looks) {
        if (!busy(question)) {
            return counts(1);
        }
        Instant begin = FROM.plusSeconds(100);
        boolean down = question.at().isAfter(begin) && !question.at().isAfter(begin.plusSeconds(10L * looks));
        return down
                ? new SourceReading.Trouble("q", "Prometheus cannot be reached")
                : new SourceReading.Value("q", 0.4);
    }

    private ReplayStopped stopped(Function<Question, SourceReading> past) {
        return Objects.requireNonNull(catchThrowableOfType(ReplayStopped.class, () -> run(past)));
    }

    private ReplayReport run(Function<Question, SourceReading> past) throws ReplayStopped {
        return replay(past).run(PLAN, Percent.of(20), LOOKS, number -> {});
    }

    private GuardrailReplay replay(Function<Question, SourceReading> past) {
        return replay(past, question -> CompletableFuture.completedFuture(past.apply(question)));
    }

    private GuardrailReplay replay(
            Function<Question, SourceReading> counts, Function<Question, CompletableFuture<SourceReading>> values) {
        return new GuardrailReplay(
                question -> {
                    asked.add(question);
                    return busy(question)
                            ? values.apply(question)
                            : CompletableFuture.completedFuture(counts.apply(question));
                },
                new CountedWindow(Duration.ofMinutes(1)));
    }

    private static boolean busy(Question question) {
        return question.rule().name().equals("busy");
    }

    /** A thousand calls of each path, ten of the old one's failed. */
    private static SourceReading counts(double candidateErrors) {
        return new SourceReading.Counted("q", new Arm(candidateErrors, 1_000), new Arm(10, 1_000));
    }

    private static MigrationPlan plan() {
        return new PlanReader()
                .read(Map.of(
                        "migration.yaml",
                        """
                        apiVersion: interlock.dev/v1
                        id: good
                        database: shop
                        guardrails:
                          - name: checkout
                            kind: error-rate
                            source: prometheus
                            errors: 'errors{v="$variant"}[$window]'
                            total: 'calls{v="$variant"}[$window]'
                          - { name: busy, kind: threshold, source: prometheus, query: max(busy), max: 0.8 }
                          - { name: refunds, kind: verdict, source: webhook, webhook: refunds }
                        """,
                        "expand.sql",
                        "ALTER TABLE users ADD COLUMN email text;\n",
                        "contract.sql",
                        "ALTER TABLE users DROP COLUMN phone;\n"))
                .plan()
                .orElseThrow();
    }
}
