// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.domain.guardrail.Counts;

/** The windows of one simulated ramp, one after another. */
final class Stream {

    /** Percentages of the steps. */
    static final int[] STEPS = {1, 5, 20, 50, 100};

    private static final double LOOKS_PER_MINUTE = 6;
    private static final int ERRORS_PER_USER = 3;

    /** A user's errors count again one by one, three in ten minutes. */
    private static final int LOOKS_PER_ERROR = 20;

    private static final long ROBOT_REQUESTS = 10;
    private static final double ROBOT_FAILS = 0.9;
    private static final double SWING = 0.8;

    private final Shape shape;
    private final Draws draws;
    private final double[] robots;
    private final long[] free;
    private int look;
    private long errors;
    private long squares;

    Stream(Shape shape, long seed) {
        this.shape = shape;
        this.draws = new Draws(seed);
        this.robots = new double[shape.robots()];
        this.free = new long[shape.robots()];
        for (int robot = 0; robot < robots.length; robot++) {
            robots[robot] = draws.share();
        }
    }

    boolean hasNext() {
        return look < STEPS.length * shape.looks();
    }

    SimulatedWindow next() {
        int step = look / shape.looks();
        double share = STEPS[step] / 100.0;
        double requests = shape.requestsPerMinute() / LOOKS_PER_MINUTE * volume();
        boolean changed = look >= shape.change().from();
        double ratio = changed ? shape.change().ratio() : 1;
        Arm candidate = arm(draws.about(requests * share), shape.errorRate() * ratio, share, true);
        Arm baseline = arm(draws.about(requests * (1 - share)), shape.errorRate(), share, false);
        errors += candidate.counted + baseline.counted;
        squares += candidate.squares + baseline.squares;
        look++;
        return new SimulatedWindow(
                step,
                new Counts(candidate.counted, baseline.counted, candidate.ended, baseline.ended),
                new Counts(candidate.raw, baseline.raw, candidate.ended, baseline.ended),
                errors == 0 ? 1 : Math.max(1, (double) squares / errors),
                changed ? candidate.raw * (1 - 1 / ratio) : 0);
    }

    private double volume() {
        double part = look / (double) (STEPS.length * shape.looks());
        return shape.diurnal() ? 1 + SWING * Math.sin(2 * Math.PI * part) : 1;
    }

    private Arm arm(long calls, double rate, double share, boolean candidate) {
        Arm arm = new Arm(calls);
        if (shape.cluster() <= 1) {
            long failed = Math.min(calls, draws.poisson(calls * rate));
            arm.add(failed, failed, failed);
        } else {
            long users = draws.poisson(calls * rate / shape.cluster());
            for (long user = 0; user < users; user++) {
                long failed = Math.min(calls - arm.raw, draws.geometric(shape.cluster()));
                long kept = Math.min(ERRORS_PER_USER, failed);
                arm.add(failed, kept, kept * kept);
            }
        }
        for (int robot = 0; robot < robots.length; robot++) {
            if ((robots[robot] < share) == candidate) {
                robot(robot, arm);
            }
        }
        return arm;
    }

    /** What a user has counted is worked off in time: {@code free} is the look by which it will be. */
    private void robot(int robot, Arm arm) {
        long failed = draws.heads(ROBOT_REQUESTS, ROBOT_FAILS);
        arm.ended += ROBOT_REQUESTS;
        arm.raw += failed;
        free[robot] = Math.max(free[robot], look);
        for (long error = 0; error < failed; error++) {
            long counted = (free[robot] - look + LOOKS_PER_ERROR - 1) / LOOKS_PER_ERROR;
            if (free[robot] - look <= (ERRORS_PER_USER - 1) * LOOKS_PER_ERROR) {
                free[robot] += LOOKS_PER_ERROR;
                arm.add(0, 1, 2 * counted + 1);
            }
        }
    }

    private static final class Arm {
        private long ended;
        private long raw;
        private long counted;
        private long squares;

        Arm(long ended) {
            this.ended = ended;
        }

        void add(long moreRaw, long moreCounted, long moreSquares) {
            raw += moreRaw;
            counted += moreCounted;
            squares += moreSquares;
        }
    }
}
