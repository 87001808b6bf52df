// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.figure.Side;
import dev.interlock.bench.judge.RollbackRule.Named;
import dev.interlock.bench.measure.Ground;
import dev.interlock.bench.measure.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How often a ramp is rolled back though nothing is wrong. */
public final class FalseRollbacks implements Measurement {

    private static final long RAMPS = 10_000;
    private static final long SEED = 20_260_101;

    /** A judge by the minute needs some minutes. */
    private static final int LOOKS_OF_OTHERS = 90;

    private static final Side ALPHA = new Side("α", List.of(100 * RollbackRule.ALPHA));

    @Override
    public String name() {
        return "false-rollbacks";
    }

    @Override
    public String title() {
        return "False rollbacks";
    }

    @Override
    public String how() {
        return "Simulated with fixed seeds: whole ramps through 1, 5, 20, 50 and 100 % in which both paths are alike, in five"
                + " samples. Unless it says otherwise: 6,000 requests a minute of which 0.5 % fail, 30 looks of 10 s at each"
                + " step, one guardrail with tolerance 1.25 and α = 5 %. Robots are five users that ask once a second and fail"
                + " nine times in ten. The others are given the same streams, with 90 looks at each step: a one-sided z-test at 5 % at every look; a success"
                + " rate of 99 % each minute, the fifth failed check rolls back; Mann-Whitney at 98 % on error rates by the"
                + " minute. `--rows` is the number of ramps.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.of(RAMPS);
    }

    @Override
    public List<Row> run(Ground ground) {
        Run run = new Run(Ramps.inOneSample(ground.rows()), ground);
        Shape usual = Shape.usual(30);
        for (double perMinute : new double[] {10, 100, 1_000, 6_000, 100_000}) {
            run.own(String.format(Locale.ROOT, "%,.0f requests a minute", perMinute), usual.at(perMinute), 1);
        }
        run.own("requests swing by 80 %", usual.diurnally(), 1);
        run.own("the new path at the tolerated 1.25 ×", usual.with(new Shape.Change(1.25, 0)), 1);
        run.own("errors in clusters of 5", usual.clustered(5), 2);
        run.own("five robots", usual.withRobots(5), 2);
        run.own(
                "five robots, errors in clusters of 5, swinging",
                usual.diurnally().clustered(5).withRobots(5),
                2);
        run.own("1,000 looks at each step", Shape.usual(1_000), 1);
        run.own("1,000 looks at each step, five robots", Shape.usual(1_000).withRobots(5), 2);
        Shape longer = Shape.usual(LOOKS_OF_OTHERS);
        run.own("90 looks at each step", longer, 1);
        run.own("90 looks, errors in clusters of 5", longer.clustered(5), 2);
        run.own("90 looks, five robots", longer.withRobots(5), 2);
        for (Named other : RollbackRule.OTHERS) {
            run.other("90 looks at each step", longer, other);
            run.other("90 looks, errors in clusters of 5", longer.clustered(5), other);
            run.other("90 looks, five robots", longer.withRobots(5), other);
        }
        return run.rows;
    }

    private static final class Run {

        private final List<Row> rows = new ArrayList<>();
        private final int ramps;
        private final Ground ground;

        Run(int ramps, Ground ground) {
            this.ramps = ramps;
            this.ground = ground;
        }

        void own(String what, Shape shape, double limit) {
            add(what, shape, RollbackRule.INTERLOCK, Optional.of(Bar.atMost(limit)));
        }

        void other(String what, Shape shape, Named rule) {
            add(what, shape, rule, Optional.empty());
        }

        private void add(String what, Shape shape, Named rule, Optional<Bar> bar) {
            List<Double> shares = Ramps.sampled(shape, SEED, ramps, sample -> sample.rolledBack(rule, ramps));
            String measure = "false rollbacks by " + rule.name() + ", " + what;
            ground.told().accept(measure + ": " + shares + " %");
            rows.add(new Row.Measured(measure, "%", new Side(rule.name(), shares), ALPHA, bar));
        }
    }
}
