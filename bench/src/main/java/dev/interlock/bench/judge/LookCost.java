// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.figure.Side;
import dev.interlock.bench.measure.Ground;
import dev.interlock.bench.measure.Measurement;
import dev.interlock.domain.guardrail.FailBar;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.RateJudge;
import dev.interlock.domain.guardrail.RateRatioState;
import dev.interlock.domain.guardrail.RecordedBaseline;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What one judgement costs, with its sensitivity and its sentence, and how large its memory is. */
public final class LookCost implements Measurement {

    private static final int SAMPLES = 5;
    private static final int LOOKS = 20_000;
    private static final int WARM_UP = 50_000;
    private static final double BUDGET_MICROS = 50;

    @Override
    public String name() {
        return "look-cost";
    }

    @Override
    public String title() {
        return "What a look costs";
    }

    @Override
    public String how() {
        return "One judgement of an error rate in the middle of a ramp, with what it could have seen and its sentence: the mean of"
                + " 20,000 looks, five times; and the state that it leaves, as text, after that many looks and after ten times"
                + " as many.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.empty();
    }

    @Override
    public List<Row> run(Ground ground) {
        Looking looking = new Looking();
        looking.look(WARM_UP);
        List<Double> micros = new ArrayList<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            long begun = System.nanoTime();
            looking.look(LOOKS);
            micros.add((System.nanoTime() - begun) / 1_000.0 / LOOKS);
        }
        double early = size(looking.state);
        looking.look(10 * LOOKS);
        double late = size(looking.state);
        return List.of(
                new Row.Measured(
                        "one look of an error rate",
                        "µs",
                        new Side("one look", micros),
                        new Side("budget", List.of(BUDGET_MICROS)),
                        Optional.of(Bar.atMost(1))),
                new Row.Measured(
                        "size of what is remembered",
                        "characters",
                        new Side("after 350,000 looks", List.of(late)),
                        new Side("after 150,000 looks", List.of(early)),
                        Optional.of(Bar.atMost(1.05))));
    }

    private static double size(RateRatioState state) {
        return state.toString().length();
    }

    private static final class Looking {

        private static final GuardrailRule RULE =
                new GuardrailRule("errors", GuardrailRule.Kind.ERROR_RATE, 1.25, GuardrailRule.OnFail.ROLLBACK);
        private static final RateJudge JUDGE =
                new RateJudge(RULE, FailBar.of(List.of(RULE), RollbackRule.ALPHA), 5, RateJudge.FAILS);

        private Stream stream = new Stream(Shape.usual(1_000), 1);
        private RateRatioState state = RateRatioState.START;

        void look(int looks) {
            for (int look = 0; look < looks; look++) {
                if (!stream.hasNext()) {
                    stream = new Stream(Shape.usual(1_000), look);
                }
                SimulatedWindow window = stream.next();
                Percent percent = Percent.of(Math.min(50, Stream.STEPS[window.step()]));
                Judgement judgement = JUDGE.judge(
                        state,
                        new RateJudge.Window(
                                percent, window.counted(), RecordedBaseline.NONE, window.dispersion(), true));
                state = (RateRatioState) judgement.state();
            }
        }
    }
}
