// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The percentages, in rising order, the last one 100 %.
 *
 * @param lookEvery time between two looks of the guardrails
 * @param maxHold inconclusive longer than this: hold for a person
 * @param windows when the migration may go forward; empty: at any time
 * @param calibrate how long 0 % is watched at least, with the cohorts of the later steps told apart; zero: no longer than it takes
 *     to hear of an evaluator
 */
public record RampSchedule(
        List<Step> steps, Duration lookEvery, Duration maxHold, Optional<Windows> windows, Duration calibrate) {

    private static final ZoneId UTC = ZoneId.of("UTC");

    public RampSchedule {
        steps = List.copyOf(steps);
        // A run that was started before there were windows knows none.
        windows = windows == null ? Optional.empty() : windows;
        // Nor that 0 % can be watched for a time.
        calibrate = calibrate == null ? Duration.ZERO : calibrate;
        if (steps.isEmpty() || !steps.get(steps.size() - 1).percent().isFull()) {
            throw new IllegalArgumentException("a ramp ends at 100 %");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i - 1).percent().compareTo(steps.get(i).percent()) >= 0) {
                throw new IllegalArgumentException("the steps of a ramp rise");
            }
        }
    }

    /** A ramp that does not calibrate. */
    public RampSchedule(List<Step> steps, Duration lookEvery, Duration maxHold, Optional<Windows> windows) {
        this(steps, lookEvery, maxHold, windows, Duration.ZERO);
    }

    /** A ramp without windows, that does not calibrate. */
    public RampSchedule(List<Step> steps, Duration lookEvery, Duration maxHold) {
        this(steps, lookEvery, maxHold, Optional.empty());
    }

    /**
     * One step.
     *
     * @param hold the hold time
     * @param minRequests ended calls needed in each arm
     */
    public record Step(Percent percent, Duration hold, long minRequests) {}

    public Step step(int index) {
        return steps.get(index);
    }

    public boolean isLast(int index) {
        return index == steps.size() - 1;
    }

    /** Whose clock says what the same hour of the week is: that of the windows, and UTC without any. */
    public ZoneId zone() {
        return windows.map(Windows::zone).orElse(UTC);
    }

    /** Whether the cohorts of the later steps are compared at 0 % first. */
    public boolean calibrates() {
        return !calibrate.isZero();
    }

    /** Whether nothing may go forward at this moment. */
    public boolean isClosed(Instant at) {
        return windows.filter(hours -> !hours.isOpen(at)).isPresent();
    }

    /**
     * The first moment from {@code at} on at which it may go forward.
     *
     * @throws IllegalStateException when there is none, which is refused of a plan
     */
    public Instant opening(Instant at) {
        return windows.map(hours -> hours.opening(at)
                        .orElseThrow(() -> new IllegalStateException("ramp.windows never open after " + at)))
                .orElse(at);
    }

    /** The first moment at which what follows this step may be taken, once its hold time is over. To soak is no step forward. */
    public Instant next(int index, Instant holdOver) {
        return isLast(index) ? holdOver : opening(holdOver);
    }

    /**
     * Whether a step is watched for longer than {@code maxHold}. Never while what follows it may not be taken: nobody is called
     * for a doubt that changes nothing until the opening.
     *
     * @param since when its watch began
     * @param until the end of its hold time, or the opening that it waits for
     */
    public boolean isTooLong(int index, Instant since, Instant until, Instant now) {
        boolean waits = !isLast(index) && isClosed(now);
        return !waits && !now.isBefore(longest(index, since, until));
    }

    /**
     * When {@code maxHold} is over for a step that is watched. The time until windows open is nobody's doubt, and does not count.
     *
     * @param since when its watch began
     * @param until the end of its hold time, or the opening that it waits for
     */
    Instant longest(int index, Instant since, Instant until) {
        Instant counts = windows.map(hours -> until.minus(step(index).hold()))
                .filter(since::isBefore)
                .orElse(since);
        return counts.plus(maxHold);
    }
}
