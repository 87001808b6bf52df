// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What the calls of one band of users have come to at 0 %, of all evaluators together: within one window, or since the flag's present
 * version.
 *
 * @param users different ones, as far as they are counted
 * @param ended calls of the old path, failed or not
 * @param errors failed ones, a few per user at most
 * @param errorSquares over all users, the square of what was counted of one of them
 * @param slow calls that took too long
 */
public record BandReading(long users, long ended, long errors, long errorSquares, long slow) {

    public static final BandReading NONE = new BandReading(0, 0, 0, 0, 0);

    BandReading plus(BandReading other) {
        return new BandReading(
                users + other.users,
                ended + other.ended,
                errors + other.errors,
                errorSquares + other.errorSquares,
                slow + other.slow);
    }

    BandReading minus(BandReading other) {
        return new BandReading(
                users - other.users,
                ended - other.ended,
                errors - other.errors,
                errorSquares - other.errorSquares,
                slow - other.slow);
    }
}
