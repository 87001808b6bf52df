// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.measure.DatabaseSource;
import dev.interlock.activities.source.Asker;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.Question;
import dev.interlock.domain.guardrail.OutsideRatesState;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.GuardrailRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the sources outside say of one moment, by the database's clock, with no transaction open: all are asked at once, and the
 * database itself one question after another meanwhile.
 */
final class SourceReadings {

    private final Instant at;
    private final Map<String, Asked> byGuardrail;

    private SourceReadings(Instant at, Map<String, Asked> byGuardrail) {
        this.at = at;
        this.byGuardrail = byGuardrail;
    }

    /**
     * One answer.
     *
     * @param since where the window begins, as the state said that was there before the question
     */
    private record Asked(Instant since, SourceReading reading) {}

    private record Asking(Instant since, CompletableFuture<SourceReading> reading) {}

    /** Blocks for as long as the slowest source may take. Without a guardrail that asks one, nothing is done. */
    static SourceReadings take(Connection connection, LookBook book, Assignment assignment) throws SQLException {
        List<GuardrailRule> outside = assignment.plan().guardrails().stream()
                .filter(rule -> rule.source().outside())
                .toList();
        if (outside.isEmpty()) {
            return new SourceReadings(Instant.EPOCH, Map.of());
        }
        Instant now = book.now().truncatedTo(ChronoUnit.MILLIS);
        MetricSource database = new DatabaseSource(connection, assignment.tables());
        Map<String, Asking> asking = new LinkedHashMap<>();
        for (GuardrailRule rule : outside) {
            since(book, rule, now)
                    .filter(since -> isDue(rule, assignment, since, now))
                    .ifPresent(since -> asking.put(rule.name(), ask(database, rule, assignment, since, now)));
        }
        Map<String, Asked> asked = new LinkedHashMap<>();
        asking.forEach((name, one) ->
                asked.put(name, new Asked(one.since(), one.reading().join())));
        return new SourceReadings(now, asked);
    }

    /** Where a window would begin; empty for counts at the first look of a process, which begin to count there. */
    private static Optional<Instant> since(LookBook book, GuardrailRule rule, Instant now) throws SQLException {
        return rule.kind().comparesRates()
                ? book.lastState(rule.name())
                        .flatMap(state -> Optional.ofNullable(state.outside()))
                        .map(OutsideRatesState::judgedTo)
                        .map(Instant::ofEpochMilli)
                : Optional.of(book.lastEnd().orElse(now));
    }

    /** Counts are asked for when a window is over, a value at every look. */
    private static boolean isDue(GuardrailRule rule, Assignment assignment, Instant since, Instant now) {
        return !rule.kind().comparesRates() || assignment.sources().window().isOver(since, now);
    }

    private static Asking ask(
            MetricSource database, GuardrailRule rule, Assignment assignment, Instant since, Instant now) {
        Duration length = assignment.sources().window().length(since, now);
        Question question = new Question(Asker.of(assignment.plan()), rule, assignment.percent(), now, length);
        return new Asking(since, assignment.sources().ask(question, database));
    }

    /** The moment that all of it is about. */
    Instant at() {
        return at;
    }

    /** For a guardrail that asks at every look. */
    SourceReading of(GuardrailRule rule) {
        return Optional.ofNullable(byGuardrail.get(rule.name()))
                .orElseThrow(() -> new IllegalStateException(rule.name() + " was not asked for"))
                .reading();
    }

    /** Of the window that begins there; empty while it is not over, and where another look has judged it meanwhile. */
    Optional<SourceReading> since(GuardrailRule rule, Instant begin) {
        return Optional.ofNullable(byGuardrail.get(rule.name()))
                .filter(asked -> asked.since().equals(begin))
                .map(Asked::reading);
    }

    /** The time that was asked about for that guardrail. */
    Optional<LookWindow> window(GuardrailRule rule) {
        return Optional.ofNullable(byGuardrail.get(rule.name())).map(asked -> new LookWindow(asked.since(), at));
    }

    /** What was asked for that guardrail, as it was sent. */
    Optional<String> asked(GuardrailRule rule) {
        return Optional.ofNullable(byGuardrail.get(rule.name()))
                .map(asked -> asked.reading().asked());
    }
}
