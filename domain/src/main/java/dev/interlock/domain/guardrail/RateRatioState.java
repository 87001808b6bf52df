// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.List;

/**
 * Where the {@link RateRatioTest} of one ramp stands. Of constant size, however many processes have been started.
 *
 * @param logs the logarithm of the capital that all processes together have on each grid point
 * @param starts processes started so far, at least 1
 * @param looks windows judged since the youngest was started
 * @param first the number of the process that was started with the present watch
 * @param total the counts of all windows of the present watch, for people and for the next window's yardstick
 */
public record RateRatioState(List<Double> logs, int starts, int looks, int first, Counts total)
        implements GuardrailState {

    /** A process is started at each step and after so many looks. */
    static final int LOOKS_PER_START = 30;

    /** Before the first window: one process, and what it is given is spread evenly over the grid. */
    public static final RateRatioState START =
            new RateRatioState(RatioGrid.map(point -> Math.log(share(1) / RatioGrid.SIZE)), 1, 0, 1, Counts.NONE);

    public RateRatioState {
        logs = List.copyOf(logs);
    }

    /**
     * A new watch goes on from all that was seen in this ramp, with a process of its own and counts of its own. The youngest
     * process is the watch's own if it has not judged a window yet, as after the calibration.
     */
    public RateRatioState forTheNextWatch() {
        RateRatioState started = looks == 0 ? this : started();
        return new RateRatioState(started.logs(), started.starts(), 0, started.starts(), Counts.NONE);
    }

    /** One process more, out of what was kept back for it. */
    RateRatioState started() {
        int number = starts + 1;
        double each = Math.log(share(number) / RatioGrid.SIZE);
        return new RateRatioState(
                RatioGrid.map(point -> RatioGrid.logSum(logs.get(point), each)), number, 0, first, total);
    }

    RateRatioState due() {
        return looks < LOOKS_PER_START ? this : started();
    }

    /** What the process with this number is given: the shares of all of them add up to 1. */
    static double share(int number) {
        return 1.0 / ((double) number * (number + 1));
    }

    /** What no process has been given yet. It neither wins nor loses. */
    double keptBack() {
        return 1.0 / (starts + 1.0);
    }
}
