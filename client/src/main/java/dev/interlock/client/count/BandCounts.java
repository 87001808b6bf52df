// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

/**
 * What the calls of one band of users have come to since the flag's present version, all of them on the old path. Cumulative.
 *
 * @param users different ones, as far as they are counted
 * @param ended calls that returned or threw; never below {@code errors} or {@code slow}
 * @param errors calls that threw, a few per user and window at most
 * @param errorSquares as {@link ArmCounts#errorSquares}
 * @param slow calls that took too long, once they have ended
 */
public record BandCounts(long users, long ended, long errors, long errorSquares, long slow) {}
