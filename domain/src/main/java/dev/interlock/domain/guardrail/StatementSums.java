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

    /** The new path's without what came at 0 % as well: as much by the minute, or by the request where there are more of them now. */
    Arm candidateWithout(StatementSums atZero) {
        if (atZero.millis == 0) {
            return candidate;
        }
        double time = (double) millis / atZero.millis;
        double traffic = atZero.requests() == 0 ? 0 : (double) requests() / atZero.requests();
        StatementCost anyhow = atZero.candidate.cost().scaled(Math.max(time, traffic));
        return new Arm(candidate.cost().without(anyhow), candidate.requests());
    }

    long requests() {
        return candidate.requests() + baseline.requests();
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
