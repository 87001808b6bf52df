// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.replay;

import dev.interlock.domain.guardrail.CountedWindow;
import dev.interlock.domain.guardrail.GuardrailState;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.OutsideRatesJudge;
import dev.interlock.domain.guardrail.OutsideRatesState;
import dev.interlock.domain.guardrail.RateRatioState;
import dev.interlock.domain.guardrail.RecordedBaseline;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.ThresholdJudge;
import dev.interlock.domain.guardrail.ThresholdState;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one guardrail goes from look to look, with the judge that a ramp has. Every look is one at which a step could pass, so a PASS
 * says that it would not have been in the way. Counts from outside know no users: the dispersion between them is taken to be 1, where
 * a ramp measures it, so that a replay is rather too strict.
 */
sealed interface Walk {

    GuardrailRule rule();

    GuardrailState begin(Instant from);

    /** How much time before the look at that moment is asked about; empty while nothing is. */
    Optional<Duration> asked(GuardrailState before, Instant last, Instant at);

    /** @param reading empty where nothing was asked */
    Judgement judge(GuardrailState before, Instant at, Optional<SourceReading> reading);

    /** Whether there is anything to judge where the past stood: at 0 % no rate is compared. */
    boolean canJudge();

    /** Whether there has been anything to judge. */
    boolean hasSeen(GuardrailState state, boolean anyValue);

    static Walk of(GuardrailRule rule, ReplaySetting setting) {
        return switch (rule.kind()) {
            case THRESHOLD -> new Values(rule, setting.window());
            case ERROR_RATE, SLOW_SHARE ->
                new Rates(
                        OutsideRatesJudge.of(rule, setting.bar(), setting.mustExclude()),
                        setting.percent(),
                        setting.window());
            default -> throw new IllegalArgumentException("no source has a past of " + rule.kind());
        };
    }

    /** One number with a limit, asked for at every look. */
    record Values(GuardrailRule rule, CountedWindow window) implements Walk {

        @Override
        public GuardrailState begin(Instant from) {
            return ThresholdState.START;
        }

        @Override
        public Optional<Duration> asked(GuardrailState before, Instant last, Instant at) {
            return Optional.of(window.length(last, at));
        }

        @Override
        public Judgement judge(GuardrailState before, Instant at, Optional<SourceReading> reading) {
            long apart = window.betweenSamples().toMillis();
            return new ThresholdJudge(rule, apart)
                    .judge((ThresholdState) before, reading.orElseThrow(), at.toEpochMilli(), true);
        }

        @Override
        public boolean canJudge() {
            return true;
        }

        @Override
        public boolean hasSeen(GuardrailState state, boolean anyValue) {
            return anyValue;
        }
    }

    /** Counts of both paths, asked for when a window is over. */
    record Rates(OutsideRatesJudge judge, Percent percent, CountedWindow window) implements Walk {

        @Override
        public GuardrailRule rule() {
            return judge.rates().rule();
        }

        @Override
        public GuardrailState begin(Instant from) {
            return OutsideRatesState.beginning(RateRatioState.START, from.toEpochMilli());
        }

        @Override
        public Optional<Duration> asked(GuardrailState before, Instant last, Instant at) {
            Instant since = Instant.ofEpochMilli(((OutsideRatesState) before).judgedTo());
            return window.isOver(since, at) ? Optional.of(window.length(since, at)) : Optional.empty();
        }

        @Override
        public Judgement judge(GuardrailState before, Instant at, Optional<SourceReading> reading) {
            OutsideRatesState state = (OutsideRatesState) before;
            OutsideRatesJudge.Setting setting = new OutsideRatesJudge.Setting(percent, RecordedBaseline.NONE, 1, true);
            return reading.isPresent()
                    ? judge.judge(state, reading.get(), at.toEpochMilli(), setting)
                    : judge.standing(state, setting);
        }

        @Override
        public boolean canJudge() {
            return !percent.isZero();
        }

        @Override
        public boolean hasSeen(GuardrailState state, boolean anyValue) {
            return canJudge() && ((OutsideRatesState) state).rates().total().hasBothArms();
        }
    }
}
