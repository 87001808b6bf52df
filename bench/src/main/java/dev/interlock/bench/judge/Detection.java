// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.bench.figure.Row;
import dev.interlock.bench.figure.Side;
import dev.interlock.bench.judge.Ramps.Found;
import dev.interlock.bench.judge.RollbackRule.Named;
import dev.interlock.bench.measure.Ground;
import dev.interlock.bench.measure.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** How soon a change for the worse is found, and how many requests have failed until then. */
public final class Detection implements Measurement {

    private static final long RAMPS = 500;
    private static final long SEED = 40_260_101;
    private static final int LOOKS = 90;
    private static final double[] RATIOS = {1.5, 2, 5, 10};

    @Override
    public String name() {
        return "detection";
    }

    @Override
    public String title() {
        return "Detection";
    }

    @Override
    public String how() {
        return "Simulated with fixed seeds, in five samples: ramps through 1, 5, 20, 50 and 100 %, 15 minutes and 90 looks each,"
                + " 6,000 requests a minute of which 0.5 % fail. At the beginning of a step, or in its middle, the new path"
                + " begins to fail so many times as often. Counted are the minutes from there to the rollback, and the requests"
                + " that failed because of the change, in the median of the ramps that had not been rolled back before; where"
                + " it is not found, until the ramp's end. The others, as under false rollbacks, are given the same streams;"
                + " how often they roll back ramps that are fine stands there. `--rows` is the number of ramps.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.of(RAMPS);
    }

    @Override
    public List<Row> run(Ground ground) {
        Run run = new Run(Ramps.inOneSample(ground.rows()), ground);
        for (double ratio : RATIOS) {
            for (int step = 0; step < Stream.STEPS.length; step++) {
                run.compare(ratio, step, false, List.of(RollbackRule.Z_TEST));
                run.compare(ratio, step, true, List.of(RollbackRule.Z_TEST));
            }
        }
        for (double ratio : new double[] {2, 10}) {
            for (int step : new int[] {0, 2}) {
                run.compare(ratio, step, false, List.of(RollbackRule.THRESHOLD, RollbackRule.MANN_WHITNEY));
            }
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

        void compare(double ratio, int step, boolean middle, List<Named> others) {
            int from = step * LOOKS + (middle ? LOOKS / 2 : 0);
            Shape shape = Shape.usual(LOOKS).with(new Shape.Change(ratio, from));
            String when = String.format(
                    Locale.ROOT,
                    "%s × from the %s of the step at %d %%",
                    ratio == Math.rint(ratio) ? String.valueOf((int) ratio) : String.valueOf(ratio),
                    middle ? "middle" : "beginning",
                    Stream.STEPS[step]);
            List<Found> own = found(shape, RollbackRule.INTERLOCK);
            for (Named other : others) {
                List<Found> theirs = found(shape, other);
                add("time to find " + when, "min", own, other, theirs, Found::minutes);
                add("requests that failed of " + when, "requests", own, other, theirs, Found::harmed);
            }
        }

        private List<Found> found(Shape shape, Named rule) {
            return Ramps.sampled(shape, SEED, ramps, sample -> sample.found(rule, ramps));
        }

        private void add(
                String measure,
                String unit,
                List<Found> own,
                Named other,
                List<Found> theirs,
                ToDoubleFunction<Found> figure) {
            Side subject = side(RollbackRule.INTERLOCK, own, figure);
            Side reference = side(other, theirs, figure);
            ground.told().accept(measure + ": " + subject + ", " + reference);
            rows.add(new Row.Measured(measure, unit, subject, reference, Optional.empty()));
        }

        private static Side side(Named rule, List<Found> found, ToDoubleFunction<Found> figure) {
            return new Side(
                    rule.name(), found.stream().mapToDouble(figure).boxed().toList());
        }
    }
}
