// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.flag.FlagReport;
import dev.interlock.client.flag.TrackedFlag;
import java.time.Duration;

/** When one flag is to be reported next. Used by the feed's thread only. */
final class FeedEntry {

    private final TrackedFlag flag;
    private final Cadence cadence;
    private boolean attempted;
    private boolean lastFailed;
    private boolean toldOfDraining;
    private long attemptedAt;

    FeedEntry(TrackedFlag flag, Cadence cadence) {
        this.flag = flag;
        this.cadence = cadence;
    }

    TrackedFlag flag() {
        return flag;
    }

    /** A drained path is told at once: somebody may be waiting for it to prove a rollback. */
    boolean isDue(long now) {
        return !attempted || hasDrained() || untilDue(now).isZero();
    }

    private boolean hasDrained() {
        return toldOfDraining && !lastFailed && !flag.isDraining();
    }

    /** Zero when due. */
    Duration untilDue(long now) {
        if (!attempted) {
            return Duration.ZERO;
        }
        Duration interval = lastFailed ? cadence.moving() : cadence.interval(flag);
        long left = interval.toNanos() - (now - attemptedAt);
        return Duration.ofNanos(Math.max(0, left));
    }

    /** To be asked before the counts are read: what drains in between is then told once more, never not at all. */
    void attempt(long now) {
        attempted = true;
        attemptedAt = now;
        toldOfDraining = flag.isDraining();
    }

    /** @param last report that was delivered, whose answer is applied */
    void succeeded(FlagReport last) {
        lastFailed = false;
        flag.ledgerAnswered(true);
        flag.delivered(last);
    }

    void failed() {
        lastFailed = true;
        flag.ledgerAnswered(false);
    }
}
