// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What is left of estimated counts once whole calls have been taken out of them; it waits for the next window, so that nothing is
 * lost by rounding, however many windows there are.
 */
public record Fractions(double candidateErrors, double baselineErrors, double candidateEnded, double baselineEnded) {

    public static final Fractions NONE = new Fractions(0, 0, 0, 0);

    /** An estimate is not quite the whole number that it means. */
    private static final double ALMOST = 1e-9;

    /** All that has not been counted yet. */
    Fractions plus(SourceReading.Counted window) {
        return new Fractions(
                candidateErrors + Math.max(0, window.candidate().errors()),
                baselineErrors + Math.max(0, window.baseline().errors()),
                candidateEnded + window.candidate().ended(),
                baselineEnded + window.baseline().ended());
    }

    /** The whole calls in it. No more of them failed than ended. */
    Counts whole() {
        long candidate = whole(candidateEnded);
        long baseline = whole(baselineEnded);
        return new Counts(
                Math.min(whole(candidateErrors), candidate),
                Math.min(whole(baselineErrors), baseline),
                candidate,
                baseline);
    }

    Fractions minus(Counts counted) {
        return new Fractions(
                candidateErrors - counted.candidateErrors(),
                baselineErrors - counted.baselineErrors(),
                candidateEnded - counted.candidateEnded(),
                baselineEnded - counted.baselineEnded());
    }

    private static long whole(double amount) {
        return (long) Math.floor(amount + ALMOST);
    }
}
