// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import java.time.Duration;
import java.util.Optional;

/**
 * How fast a backfill has gone of late, with what lies half a minute back counting little.
 *
 * @param rows written so far
 * @param blocks done so far
 * @param at on a clock that only ever goes forward
 */
public record Speed(long rows, long blocks, Duration at, double rowsPerSecond, double blocksPerSecond) {

    private static final double MEMORY_SECONDS = 10;
    private static final double NANOS = 1e9;

    /** Standing at the start, or where an earlier run has left off. */
    public static Speed from(long rows, long blocks, Duration now) {
        return new Speed(rows, blocks, now, -1, -1);
    }

    /** Once more, with what was done since. A leaf that began again counts as standing still. */
    public Speed until(long rowsNow, long blocksNow, Duration now) {
        double seconds = now.minus(at).toNanos() / NANOS;
        if (seconds <= 0) {
            return this;
        }
        return new Speed(
                rowsNow,
                blocksNow,
                now,
                smoothed(rowsPerSecond, Math.max(0, rowsNow - rows) / seconds, seconds),
                smoothed(blocksPerSecond, Math.max(0, blocksNow - blocks) / seconds, seconds));
    }

    /** 0 as long as nothing has been measured. */
    public double rowsASecond() {
        return Math.max(0, rowsPerSecond);
    }

    /** Until {@code total} blocks are done; empty while nothing moves. */
    public Optional<Duration> left(long total) {
        return blocksPerSecond <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((long) Math.ceil(Math.max(0, total - blocks) / blocksPerSecond)));
    }

    private static double smoothed(double before, double now, double seconds) {
        double weight = before < 0 ? 1 : 1 - Math.exp(-seconds / MEMORY_SECONDS);
        double mixed = before < 0 ? now : before + weight * (now - before);
        return mixed < 1e-3 ? 0 : mixed;
    }
}
