// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

/**
 * One arm's figures at one moment. All but the last two are cumulative and never fall.
 *
 * @param started calls begun
 * @param ended calls that returned or threw; never below {@code errors}
 * @param errors calls that threw, a few per user and window at most
 * @param slow calls that took too long, also those that are still at it
 * @param inFlight calls begun and not ended
 * @param oldestMillis age of the oldest of these, 0 when there is none
 */
public record ArmCounts(long started, long ended, long errors, long slow, long inFlight, long oldestMillis) {}
