// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.drift.DriftBook;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.guardrail.GuardrailJudge;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.Look;
import dev.interlock.domain.guardrail.StepClock;
import dev.interlock.domain.guardrail.Traffic;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.PhaseName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Takes one look: asks the sources outside, reads the flag back, counts the window since the last look, has it judged, keeps it. */
final class Looker {

    private final Assignment assignment;

    Looker(Assignment assignment) {
        this.assignment = assignment;
    }

    /** What a look was taken by, for who reads more in its transaction. */
    record Sight(Connection transaction, LookBook book, FlagRow flag, EvaluatorReading evaluators, LookWindow window) {}

    /** What a look means; empty to go on looking. */
    interface Conclusion {
        Optional<Outcome> of(Look look, Sight sight) throws SQLException;
    }

    Optional<Outcome> take(Connection connection, StepClock clock, Function<Look, Optional<Outcome>> conclude)
            throws SQLException {
        return take(connection, clock, (look, sight) -> conclude.apply(look));
    }

    /**
     * One transaction, after the sources have been asked. A flag that is not where it should be, and whoever needs a hidden name, is
     * answered at once and nothing is kept.
     *
     * @param conclude what the look means; empty to go on looking
     */
    Optional<Outcome> take(Connection connection, StepClock clock, Conclusion conclude) throws SQLException {
        Optional<Outcome> late = late(connection);
        if (late.isPresent()) {
            return late;
        }
        SourceReadings readings = SourceReadings.take(connection, new LookBook(connection, assignment), assignment);
        return Sql.inTransaction(connection, transaction -> {
            LookBook book = new LookBook(transaction, assignment);
            book.lock();
            Optional<FlagRow> flag = FlagRow.read(
                    transaction, assignment.flagKey(), assignment.call().number());
            if (flag.isEmpty()) {
                return Optional.of(new Outcome.NoData("the ledger has no flag " + assignment.flagKey()));
            }
            Optional<Outcome> moved =
                    flag.get().movedFrom(assignment.percent(), assignment.call().epoch());
            if (moved.isPresent()) {
                return moved;
            }
            Sight sight = sight(transaction, book, flag.get());
            Looked looked = look(sight, clock, readings);
            return looked.late().isPresent() ? looked.late() : conclude.of(looked.look(), sight);
        });
    }

    private Sight sight(Connection transaction, LookBook book, FlagRow flag) throws SQLException {
        EvaluatorReading evaluators = EvaluatorReading.read(
                transaction,
                assignment.flagKey(),
                flag.version(),
                assignment.plan().flag().evaluatorAge());
        Instant now = book.now();
        return new Sight(
                transaction,
                book,
                flag,
                evaluators,
                new LookWindow(book.lastEnd().orElse(now), now));
    }

    /** Somebody fails until this is answered, so it comes before every guardrail, and before a source that may be slow. */
    private Optional<Outcome> late(Connection transaction) throws SQLException {
        return isHiding()
                ? LateReaders.look(
                        transaction, assignment.flagKey(), assignment.call().number())
                : Optional.empty();
    }

    private boolean isHiding() {
        return assignment.call().phase().equals(PhaseName.HIDING.name());
    }

    /** @param late the new path itself, where it needs a hidden name */
    private record Looked(Look look, Optional<Outcome> late) {}

    private Looked look(Sight sight, StepClock clock, SourceReadings readings) throws SQLException {
        Connection transaction = sight.transaction();
        LookBook book = sight.book();
        FlagRow flag = sight.flag();
        LookWindow window = sight.window();
        EvaluatorReading reading = sight.evaluators();
        Optional<LookState> before = book.lastState(LookBook.TRAFFIC);
        Optional<Counts> counts = before.flatMap(state -> Optional.ofNullable(state.reading()))
                .map(earlier -> reading.cumulative().minus(earlier));
        Traffic traffic = traffic(before, counts.filter(some -> heard(reading, window)));
        boolean ready = clock.ready(traffic, assignment.percent());
        Judging judging = new Judging(transaction, assignment, book, readings, reading);
        List<Judgement> judged = counts.isPresent() ? judging.judge(window, counts.get(), ready) : judging.begin();
        Optional<Outcome> late = isHiding() ? LateReaders.amongTheNew(judged) : Optional.empty();
        List<Judgement> judgements = judged.stream()
                .map(judgement -> late.isPresent()
                        ? LateReaders.told(judgement)
                        : judgement.withConsequence(assignment.percent()))
                .toList();
        DriftBook drifts = new DriftBook(transaction, assignment.call().number(), assignment.tables());
        Optional<Drift> drift = Sql.unlessLocked(transaction, open -> drifts.look());
        Optional<String> split = reading.split().mismatch(assignment.percent());
        boolean told = split.isPresent() && book.wasToldSince(flag.changedAt(), GuardrailJudge.SPLIT);
        Look look = new Look(
                assignment.percent(),
                traffic,
                live(reading),
                judgements,
                drift.orElse(Drift.NONE),
                split.filter(wrong -> !told));
        keep(book, window, look, new Seen(reading, readings, counts.filter(Counts::possible), ready, split, drift));
        return new Looked(look, late);
    }

    private record Seen(
            EvaluatorReading reading,
            SourceReadings outside,
            Optional<Counts> counts,
            boolean ready,
            Optional<String> split,
            Optional<Drift> drift) {}

    /** Live evaluators of which none had a report due in this window say nothing of the traffic. */
    private static boolean heard(EvaluatorReading reading, LookWindow window) {
        return reading.live() == 0 || reading.heardSince(window.start());
    }

    private Traffic traffic(Optional<LookState> before, Optional<Counts> counts) {
        Traffic earlier =
                before.flatMap(state -> Optional.ofNullable(state.traffic())).orElse(Traffic.NONE);
        return counts.map(window -> earlier.next(assignment.percent(), window)).orElse(earlier);
    }

    /** At 0 % an evaluator counts that has acknowledged the present version: others may be of the code before. */
    private int live(EvaluatorReading reading) {
        return assignment.percent().isZero() ? reading.current() : reading.live();
    }

    private void keep(LookBook book, LookWindow window, Look look, Seen seen) throws SQLException {
        book.write(trafficRow(look, seen), window);
        book.write(driftRow(seen.drift()), window);
        if (seen.split().isPresent()) {
            String wrong = seen.split().get();
            book.write(LookRow.said(GuardrailJudge.SPLIT, Verdict.FAIL, wrong, assignment.process()), window);
        }
        for (Judgement judgement : look.judgements()) {
            Optional<String> asked = seen.outside().asked(judgement.rule());
            LookWindow counted = seen.outside().window(judgement.rule()).orElse(window);
            book.write(LookRow.of(judgement, asked, assignment.process()), window, counted);
        }
    }

    /** @param drift empty where a lock on a claimed table kept it from being read */
    private LookRow driftRow(Optional<Drift> drift) {
        return LookRow.said(
                LookBook.DRIFT,
                drift.map(found -> found.none() ? Verdict.PASS : Verdict.FAIL).orElse(Verdict.NO_DATA),
                drift.map(found -> found.none() ? "the claimed tables are as they were" : found.sentence())
                        .orElse("a claimed table is locked"),
                assignment.process());
    }

    private LookRow trafficRow(Look look, Seen seen) {
        boolean silent = look.liveEvaluators() == 0 || look.traffic().emptyLooks() > 0;
        Verdict verdict = silent ? Verdict.NO_DATA : seen.ready() ? Verdict.PASS : Verdict.INCONCLUSIVE;
        return new LookRow(
                LookBook.TRAFFIC,
                seen.counts(),
                OptionalDouble.empty(),
                OptionalDouble.of((double) assignment.minRequests()),
                verdict,
                look.traffic().sentence() + " on " + Figures.counted(look.liveEvaluators(), "live evaluator"),
                Optional.empty(),
                LookState.of(assignment.process(), seen.reading().cumulative(), look.traffic()));
    }
}
