// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.parity.ParityLook;
import dev.interlock.domain.guardrail.BlockedSessionsJudge;
import dev.interlock.domain.guardrail.ComparedReads;
import dev.interlock.domain.guardrail.ConsistencyJudge;
import dev.interlock.domain.guardrail.ConsistencyState;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.NothingKept;
import dev.interlock.domain.guardrail.ParityJudge;
import dev.interlock.domain.guardrail.ParityState;
import dev.interlock.domain.guardrail.RateJudge;
import dev.interlock.domain.guardrail.RateRatioState;
import dev.interlock.domain.guardrail.RecordedBaseline;
import dev.interlock.domain.guardrail.RedLineReading;
import dev.interlock.domain.guardrail.ScanReading;
import dev.interlock.domain.guardrail.ScanState;
import dev.interlock.domain.guardrail.TableScanJudge;
import dev.interlock.domain.guardrail.ThresholdJudge;
import dev.interlock.domain.guardrail.ThresholdState;
import dev.interlock.domain.guardrail.VerdictJudge;
import dev.interlock.domain.guardrail.VerdictState;
import dev.interlock.domain.guardrail.ZeroToleranceJudge;
import dev.interlock.domain.guardrail.ZeroToleranceState;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Brings each guardrail of the plan together with what it needs to judge one window. */
final class Judging {

    private static final String LOCKED = "a claimed table is locked, so its size cannot be read";

    private final Connection transaction;
    private final Assignment assignment;
    private final LookBook book;
    private final SourceReadings readings;
    private final StatementReadings statements;
    private final EvaluatorReading evaluators;

    Judging(
            Connection transaction,
            Assignment assignment,
            LookBook book,
            SourceReadings readings,
            EvaluatorReading evaluators) {
        this.transaction = transaction;
        this.assignment = assignment;
        this.book = book;
        this.readings = readings;
        this.statements = new StatementReadings(transaction, assignment);
        this.evaluators = evaluators;
    }

    /** The first reading of a process: there is no window yet, and what needs none is judged as ever. */
    List<Judgement> begin() throws SQLException {
        List<Judgement> judgements = new ArrayList<>();
        for (GuardrailRule rule : assignment.plan().guardrails()) {
            judgements.add(asksForCounts(rule) ? outside(rule).begin() : begin(rule));
        }
        return judgements;
    }

    private Judgement begin(GuardrailRule rule) throws SQLException {
        return switch (rule.kind()) {
            case ERROR_RATE -> Judgement.beginning(rule, firstRates(rule));
            case SLOW_SHARE -> slowShare(rule).begin();
            case TABLE_SCANS -> tableScans(rule);
            case STATEMENT_TIME -> statementTimes(rule).begin();
            case BLOCKED_SESSIONS -> blockedSessions(rule, false);
            case PARITY -> parity(rule, false);
            case ZERO_TOLERANCE -> zeroTolerance(rule, false);
            case CONSISTENCY -> consistency(rule, false);
            case THRESHOLD -> threshold(rule, false);
            case VERDICT -> verdict(rule, false);
        };
    }

    List<Judgement> judge(LookWindow window, Counts counts, boolean ready) throws SQLException {
        List<Judgement> judgements = new ArrayList<>();
        for (GuardrailRule rule : assignment.plan().guardrails()) {
            judgements.add(
                    asksForCounts(rule)
                            ? outside(rule).judge(evaluators.dispersion(), ready)
                            : judge(rule, window, counts, ready));
        }
        return judgements;
    }

    private Judgement judge(GuardrailRule rule, LookWindow window, Counts counts, boolean ready) throws SQLException {
        return switch (rule.kind()) {
            case ERROR_RATE -> errorRate(rule, window, counts, ready);
            case SLOW_SHARE -> slowShare(rule).judge(window, ready);
            case TABLE_SCANS -> tableScans(rule, window, ready);
            case STATEMENT_TIME ->
                statementTimes(rule)
                        .judge(window, counts, evaluators.oldestReport().orElse(window.end()), ready);
            case BLOCKED_SESSIONS -> blockedSessions(rule, ready);
            case PARITY -> parity(rule, ready);
            case ZERO_TOLERANCE -> zeroTolerance(rule, ready);
            case CONSISTENCY -> consistency(rule, ready);
            case THRESHOLD -> threshold(rule, ready);
            case VERDICT -> verdict(rule, ready);
        };
    }

    /** Whether a system outside counts the calls of both paths. */
    private static boolean asksForCounts(GuardrailRule rule) {
        return rule.kind().comparesRates() && rule.source().outside();
    }

    private Judgement errorRate(GuardrailRule rule, LookWindow window, Counts counts, boolean ready)
            throws SQLException {
        RateRatioState before = before(rule)
                .flatMap(state -> Optional.ofNullable(state.rates()))
                .orElse(RateRatioState.START);
        RecordedBaseline recorded =
                assignment.percent().isFull() ? book.recordedBaseline(LookBook.TRAFFIC, window) : RecordedBaseline.NONE;
        return rateJudge(rule)
                .judge(
                        before,
                        new RateJudge.Window(assignment.percent(), counts, recorded, evaluators.dispersion(), ready));
    }

    private RateRatioState firstRates(GuardrailRule rule) throws SQLException {
        return book.rampState(rule.name())
                .flatMap(state -> Optional.ofNullable(state.rates()))
                .map(rateJudge(rule)::forTheNextWatch)
                .orElse(RateRatioState.START);
    }

    private RateJudge rateJudge(GuardrailRule rule) {
        return new RateJudge(rule, assignment.bar(), assignment.plan().mustExclude(), RateJudge.FAILS);
    }

    private OutsideRates outside(GuardrailRule rule) {
        return new OutsideRates(assignment, book, readings, rule);
    }

    private SlowShare slowShare(GuardrailRule rule) {
        return new SlowShare(transaction, assignment, book, rule);
    }

    private Judgement tableScans(GuardrailRule rule) throws SQLException {
        return scans().map(reading -> Judgement.beginning(rule, ScanState.from(reading)))
                .orElseGet(() -> Judgement.tooEarly(rule, LOCKED, new NothingKept()));
    }

    private Judgement tableScans(GuardrailRule rule, LookWindow window, boolean ready) throws SQLException {
        Optional<ScanState> before = before(rule).flatMap(state -> Optional.ofNullable(state.scans()));
        if (before.isEmpty()) {
            return tableScans(rule);
        }
        Optional<ScanReading> reading = scans();
        if (reading.isEmpty()) {
            return Judgement.tooEarly(rule, LOCKED, before.get());
        }
        TableScanJudge.Window now =
                new TableScanJudge.Window(assignment.percent(), assignment.nextStep(), reading.get(), window.length());
        return new TableScanJudge(rule).judge(before.get(), now, book.atZero(rule.name()), ready);
    }

    private StatementTimes statementTimes(GuardrailRule rule) {
        return new StatementTimes(assignment, book, statements, rule);
    }

    private Judgement blockedSessions(GuardrailRule rule, boolean ready) throws SQLException {
        Duration longerThan = ((GuardrailSource.Locks) rule.source()).longerThan();
        return new BlockedSessionsJudge(rule, longerThan)
                .judge(BlockedSessions.read(transaction, assignment.tables(), longerThan), ready);
    }

    private Judgement parity(GuardrailRule rule, boolean ready) throws SQLException {
        Optional<ParityState> ours = before(rule).flatMap(state -> Optional.ofNullable(state.parity()));
        ParityState before = ours.isPresent() ? ours.get() : ofAnEarlierWatch(rule);
        ParityLook look = new ParityLook(transaction, assignment.call().number(), assignment.plan());
        return new ParityJudge(rule).judge(before, look.read(before.cursor()), ready);
    }

    private Judgement zeroTolerance(GuardrailRule rule, boolean ready) throws SQLException {
        RedLineReading reading = RedLineCalls.read(transaction, assignment.flagKey());
        Optional<ZeroToleranceState> before =
                ofThisRamp(rule, LookState::zeroTolerance, state -> state.forTheNextWatch(rule));
        return before.isPresent()
                ? new ZeroToleranceJudge(rule).judge(assignment.percent(), before.get(), reading, ready)
                : Judgement.beginning(rule, ZeroToleranceState.beginning(reading.counts()));
    }

    private Judgement consistency(GuardrailRule rule, boolean ready) throws SQLException {
        ComparedReads reading = ShadowedReads.read(transaction, assignment.flagKey());
        Optional<ConsistencyState> before = ofThisRamp(rule, LookState::consistency, ConsistencyState::forTheNextWatch);
        return before.isPresent()
                ? new ConsistencyJudge(rule).judge(assignment.percent(), before.get(), reading, ready)
                : Judgement.beginning(rule, ConsistencyState.beginning(reading));
    }

    /**
     * For what goes on from the last look of this ramp, whichever watch took it. Also a watch that goes on after a hold begins
     * anew: another one has looked meanwhile.
     */
    private <T> Optional<T> ofThisRamp(
            GuardrailRule rule, Function<LookState, @Nullable T> kept, UnaryOperator<T> forTheNextWatch)
            throws SQLException {
        return book.rampState(rule.name())
                .flatMap(last -> Optional.ofNullable(kept.apply(last))
                        .map(state ->
                                last.process().equals(assignment.process()) ? state : forTheNextWatch.apply(state)));
    }

    private Judgement threshold(GuardrailRule rule, boolean ready) throws SQLException {
        ThresholdState before = before(rule)
                .flatMap(state -> Optional.ofNullable(state.threshold()))
                .orElse(ThresholdState.START);
        return new ThresholdJudge(
                        rule, assignment.sources().window().betweenSamples().toMillis())
                .judge(before, readings.of(rule), readings.at().toEpochMilli(), ready);
    }

    private Judgement verdict(GuardrailRule rule, boolean ready) throws SQLException {
        VerdictState before = before(rule)
                .flatMap(state -> Optional.ofNullable(state.verdict()))
                .orElse(VerdictState.START);
        return new VerdictJudge(rule).judge(before, readings.of(rule), ready);
    }

    private ParityState ofAnEarlierWatch(GuardrailRule rule) throws SQLException {
        return book.latestState(rule.name())
                .flatMap(state -> Optional.ofNullable(state.parity()))
                .map(ParityState::forTheNextWatch)
                .orElse(ParityState.START);
    }

    private Optional<LookState> before(GuardrailRule rule) throws SQLException {
        return book.lastState(rule.name());
    }

    /** Empty while a claimed table is locked. */
    private Optional<ScanReading> scans() throws SQLException {
        return Sql.unlessLocked(transaction, open -> TableScans.read(open, assignment.tables()));
    }
}
