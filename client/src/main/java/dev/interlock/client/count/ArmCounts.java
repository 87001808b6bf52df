// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

/**
 * One arm's figures at one moment. All but {@code inFlight} and {@code oldestMillis} are cumulative and never fall.
 *
 * @param started calls begun
 * @param ended calls that returned or threw; never below {@code errors}
 * @param errors calls that threw, a few per user and window at most
 * @param errorSquares over all users and windows, the square of the errors that were counted of one user in one window: divided
 *     by {@code errors} it says how much errors come in clusters
 * @param slow calls that took too long, also those that are still at it
 * @param inFlight calls begun and not ended
 * @param oldestMillis age of the oldest of these, 0 when there is none
 * @param states of the calls that threw, what PostgreSQL had to say
 * @param times of the calls that are known to be within or beyond a bound
 */
public record ArmCounts(
        long started,
        long ended,
        long errors,
        long errorSquares,
        long slow,
        long inFlight,
        long oldestMillis,
        StateCounts states,
        TimeCounts times) {}
