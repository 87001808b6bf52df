// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.OutsideRatesJudge;
import dev.interlock.domain.guardrail.OutsideRatesState;
import dev.interlock.domain.guardrail.RateRatioState;
import dev.interlock.domain.guardrail.RecordedBaseline;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.GuardrailRule;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Brings a rate kind together with the counts of a source outside. */
final class OutsideRates {

    private final Assignment assignment;
    private final LookBook book;
    private final SourceReadings readings;
    private final GuardrailRule rule;

    OutsideRates(Assignment assignment, LookBook book, SourceReadings readings, GuardrailRule rule) {
        this.assignment = assignment;
        this.book = book;
        this.readings = readings;
        this.rule = rule;
    }

    /** The first look of a process, with the evidence of this ramp. */
    Judgement begin() throws SQLException {
        RateRatioState rates = state(book.rampState(rule.name()))
                .map(OutsideRatesState::rates)
                .map(judge().rates()::forTheNextWatch)
                .orElse(RateRatioState.START);
        return Judgement.beginning(
                rule, OutsideRatesState.beginning(rates, readings.at().toEpochMilli()));
    }

    /** @param errors φ between users of the errors, at least 1; that of slow calls is not measured */
    Judgement judge(double errors, boolean ready) throws SQLException {
        double dispersion = rule.kind() == GuardrailRule.Kind.ERROR_RATE ? errors : 1;
        Optional<OutsideRatesState> before = state(book.lastState(rule.name()));
        return before.isPresent() ? judge(before.get(), dispersion, ready) : begin();
    }

    private Judgement judge(OutsideRatesState before, double dispersion, boolean ready) throws SQLException {
        LookWindow window = new LookWindow(Instant.ofEpochMilli(before.judgedTo()), readings.at());
        RecordedBaseline recorded =
                assignment.percent().isFull() ? book.recordedBaseline(rule.name(), window) : RecordedBaseline.NONE;
        OutsideRatesJudge.Setting setting =
                new OutsideRatesJudge.Setting(assignment.percent(), recorded, dispersion, ready);
        OutsideRatesJudge judge = judge();
        Optional<SourceReading> reading = readings.since(rule, window.start());
        return reading.isPresent()
                ? judge.judge(before, reading.get(), readings.at().toEpochMilli(), setting)
                : judge.standing(before, setting);
    }

    private OutsideRatesJudge judge() {
        return OutsideRatesJudge.of(rule, assignment.bar(), assignment.plan().mustExclude());
    }

    private static Optional<OutsideRatesState> state(Optional<LookState> kept) {
        return kept.flatMap(state -> Optional.ofNullable(state.outside()));
    }
}
