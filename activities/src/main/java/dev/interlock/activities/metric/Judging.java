// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.parity.ParityLook;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.ErrorRateJudge;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.ParityJudge;
import dev.interlock.domain.guardrail.ParityState;
import dev.interlock.domain.guardrail.RateRatioState;
import dev.interlock.domain.guardrail.RecordedBaseline;
import dev.interlock.domain.guardrail.ScanReading;
import dev.interlock.domain.guardrail.ScanState;
import dev.interlock.domain.guardrail.TableScanJudge;
import dev.interlock.domain.plan.GuardrailRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings each guardrail of the plan together with what it needs to judge one window. */
final class Judging {

    private final Connection transaction;
    private final Assignment assignment;
    private final LookBook book;

    Judging(Connection transaction, Assignment assignment, LookBook book) {
        this.transaction = transaction;
        this.assignment = assignment;
        this.book = book;
    }

    /** The first reading of a process: there is no window yet. */
    List<Judgement> begin() throws SQLException {
        List<Judgement> judgements = new ArrayList<>();
        for (GuardrailRule rule : assignment.plan().guardrails()) {
            judgements.add(
                    switch (rule.kind()) {
                        case ERROR_RATE -> Judgement.beginning(rule, RateRatioState.START);
                        case TABLE_SCANS -> Judgement.beginning(rule, ScanState.from(scans()));
                        case PARITY -> parity(rule, false);
                    });
        }
        return judgements;
    }

    List<Judgement> judge(LookWindow window, Counts counts, boolean ready) throws SQLException {
        List<Judgement> judgements = new ArrayList<>();
        for (GuardrailRule rule : assignment.plan().guardrails()) {
            judgements.add(
                    switch (rule.kind()) {
                        case ERROR_RATE -> errorRate(rule, counts, ready);
                        case TABLE_SCANS -> tableScans(rule, window, ready);
                        case PARITY -> parity(rule, ready);
                    });
        }
        return judgements;
    }

    private Judgement errorRate(GuardrailRule rule, Counts counts, boolean ready) throws SQLException {
        RateRatioState before = before(rule)
                .flatMap(state -> Optional.ofNullable(state.rates()))
                .orElse(RateRatioState.START);
        RecordedBaseline recorded = assignment.percent().isFull() ? book.recordedBaseline() : RecordedBaseline.NONE;
        return new ErrorRateJudge(rule, assignment.bar()).judge(assignment.percent(), before, counts, recorded, ready);
    }

    private Judgement tableScans(GuardrailRule rule, LookWindow window, boolean ready) throws SQLException {
        ScanReading reading = scans();
        Optional<ScanState> before = before(rule).flatMap(state -> Optional.ofNullable(state.scans()));
        if (before.isEmpty()) {
            return Judgement.beginning(rule, ScanState.from(reading));
        }
        return new TableScanJudge(rule)
                .judge(
                        assignment.percent(),
                        before.get(),
                        reading,
                        window.length(),
                        book.highestAtZero(rule.name()),
                        ready);
    }

    /** Needs no window: the first look of a process judges as well. */
    private Judgement parity(GuardrailRule rule, boolean ready) throws SQLException {
        Optional<ParityState> ours = before(rule).flatMap(state -> Optional.ofNullable(state.parity()));
        ParityState before = ours.isPresent() ? ours.get() : ofAnEarlierWatch(rule);
        ParityLook look = new ParityLook(transaction, assignment.call().number(), assignment.plan());
        return new ParityJudge(rule).judge(before, look.read(before.cursor()), ready);
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

    private ScanReading scans() throws SQLException {
        return TableScans.read(transaction, assignment.tables());
    }
}
