// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What the statements of both paths cost, and for how many of their calls, since a beginning.
 *
 * @param millis of time that has passed
 */
public record StatementSums(Arm candidate, Arm baseline, long millis) {

    public static final StatementSums NONE = new StatementSums(Arm.NONE, Arm.NONE, 0);

    StatementSums plus(StatementSums window) {
        return new StatementSums(
                candidate.plus(window.candidate), baseline.plus(window.baseline), millis + window.millis);
    }

    /** The new path's without what came by the minute at 0 % as well. */
    Arm candidateWithout(StatementSums atZero) {
        if (atZero.millis == 0) {
            return candidate;
        }
        StatementCost anyhow = atZero.candidate.cost().scaled((double) millis / atZero.millis);
        return new Arm(candidate.cost().without(anyhow), candidate.requests());
    }

    /**
     * One path.
     *
     * @param requests its calls that ended
     */
    public record Arm(StatementCost cost, long requests) {

        public static final Arm NONE = new Arm(StatementCost.NONE, 0);

        Arm plus(Arm other) {
            return new Arm(cost.plus(other.cost), requests + other.requests);
        }

        /** Execution time for one request, in milliseconds. */
        double mean() {
            return cost.millis() / requests;
        }

        /**
         * The variance of {@link #mean}. A sum of as many terms as come has the sum of their squares as its variance, where they
         * come independently of each other (the compound Poisson distribution: Feller, "An Introduction to Probability Theory",
         * vol. 1, 1968, XII.2).
         */
        double variance() {
            return cost.squares() / requests / requests;
        }
    }
}
