// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.Percent;
import java.util.Optional;

/**
 * Both paths' execution time for one request, side by side.
 *
 * @param own the share of what looks like the new path's that did not come at 0 % as well
 * @param tolerance the ratio that is still fine
 * @param requestsPerMilli of both paths together
 */
record StatementComparison(
        StatementSums.Arm candidate,
        StatementSums.Arm baseline,
        double own,
        double tolerance,
        double requestsPerMilli) {

    private static final double MATTERS_MILLIS = 1;
    private static final double MATTERS_SESSIONS = 0.2;

    /** The sequence is asymptotic: with fewer than these it would not be true. */
    private static final int FEWEST = 100;

    private static final double MOSTLY = 0.5;

    boolean enough() {
        return enough(candidate) && enough(baseline) && ofItsOwn();
    }

    /** An application that names every column of a table on both paths, as mappers do, sends nothing that tells them apart. */
    boolean ofItsOwn() {
        return own >= MOSTLY;
    }

    private static boolean enough(StatementSums.Arm arm) {
        return arm.requests() >= FEWEST && arm.cost().calls() >= FEWEST;
    }

    boolean failed(double alpha) {
        return enough() && proven(alpha) && matters();
    }

    private boolean proven(double alpha) {
        double above = candidate.mean() - tolerance * baseline.mean();
        double error = Math.sqrt(candidate.variance() + tolerance * tolerance * baseline.variance());
        return above > error * ConfidenceBand.width(candidate.cost().calls(), alpha);
    }

    private boolean matters() {
        double more = candidate.mean() - baseline.mean();
        return more >= MATTERS_MILLIS || sessions(more, Percent.FULL) >= MATTERS_SESSIONS;
    }

    double ratio() {
        return candidate.mean() / baseline.mean();
    }

    /** @param next the step after the present one */
    String sentence(Percent percent, Optional<Percent> next, double alpha) {
        String limit = Figures.amount(tolerance) + "×";
        StringBuilder text = new StringBuilder(
                "candidate takes PostgreSQL " + Figures.amount(candidate.mean()) + " ms a request, baseline "
                        + Figures.amount(baseline.mean()) + " ms: " + Figures.amount(ratio()) + "×");
        text.append(ratio() > tolerance ? " > " : " ≤ ").append(limit);
        if (ratio() > tolerance && !proven(alpha)) {
            text.append(", which may be chance");
        } else if (ratio() > tolerance && !matters()) {
            text.append(", too little to matter");
        }
        text.append("; it keeps ")
                .append(busy(percent))
                .append(" sessions busy at ")
                .append(percent);
        next.filter(step -> !step.isFull())
                .ifPresent(step ->
                        text.append(", ").append(busy(step)).append(" at ").append(step));
        if (!percent.isFull()) {
            text.append(", ").append(busy(Percent.FULL)).append(" at ").append(Percent.FULL);
        }
        return text.append("; it touches ")
                .append(blocks(candidate))
                .append(" blocks a request, the baseline ")
                .append(blocks(baseline))
                .toString();
    }

    private String busy(Percent percent) {
        return Figures.amount(sessions(candidate.mean(), percent));
    }

    private static String blocks(StatementSums.Arm arm) {
        return Figures.amount(arm.cost().blocks() / arm.requests());
    }

    /** Sessions busy on the average, where that share of the traffic takes {@code millis} a request. */
    private double sessions(double millis, Percent percent) {
        return millis * requestsPerMilli * percent.thousandths() / Percent.FULL.thousandths();
    }
}
