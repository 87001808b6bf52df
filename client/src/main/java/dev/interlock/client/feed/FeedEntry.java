// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.flag.FlagReport;
import dev.interlock.client.flag.TrackedFlag;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** When one flag is to be reported next. Used by the feed's thread only. */
final class FeedEntry {

    private final TrackedFlag flag;
    private final Cadence cadence;
    private final DoubleSupplier phase;
    private Duration reportEvery = Duration.ZERO;
    private double share;
    private boolean attempted;
    private boolean reported;
    private boolean lastFailed;
    private boolean toldOfPressing;
    private long attemptedAt;
    private long reportedAt;

    /** @param phase from 0 to 1, at random: a fleet that has reported at once, as after each change, shall not go on so */
    FeedEntry(TrackedFlag flag, Cadence cadence, DoubleSupplier phase) {
        this.flag = flag;
        this.cadence = cadence;
        this.phase = phase;
    }

    TrackedFlag flag() {
        return flag;
    }

    /** A drained path is told at once: somebody may be waiting for it to prove a rollback. So is a flag that is obeyed again. */
    boolean isDue(long now) {
        return !attempted || isOver() || untilDue(now).isZero();
    }

    private boolean isOver() {
        return toldOfPressing && !lastFailed && !isPressing();
    }

    private boolean isPressing() {
        return flag.isDraining() || flag.isOverruled();
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

    /** Whether it is not enough to ask. Nobody is put off who has a path to drain, or who overrules the flag. */
    boolean isReportDue(long now) {
        return !attempted || lastFailed || isOver() || isPressing() || isItsTurn(now);
    }

    private boolean isItsTurn(long now) {
        long ours = (long) (share * reportEvery.toNanos());
        return now - reportedAt >= Math.max(cadence.interval(flag).toNanos(), ours);
    }

    /** What goes with the flag's value, and changes without it. */
    void hear(LedgerAnswer answer) {
        reportEvery(answer.reportEvery());
        flag.ramping(answer.ramping());
    }

    /** As long as the ledger lets a report wait. Who learns at once with many others that they are many does not go on with them. */
    private void reportEvery(Duration interval) {
        if (interval.compareTo(reportEvery.multipliedBy(2)) > 0) {
            share = phase.getAsDouble();
        }
        reportEvery = interval;
    }

    void attempt(long now) {
        attempted = true;
        attemptedAt = now;
    }

    /** To be told before the counts are read: what drains in between is then told once more, never not at all. */
    void attemptReport(long now) {
        share = reported && isItsTurn(now) ? 1 : phase.getAsDouble();
        reported = true;
        attempt(now);
        reportedAt = now;
        toldOfPressing = isPressing();
    }

    /** What the ledger said is applied. */
    void answered() {
        lastFailed = false;
        flag.ledgerAnswered(true);
    }

    /** The same, to a report. */
    void delivered(FlagReport report) {
        answered();
        flag.delivered(report);
    }

    void failed() {
        lastFailed = true;
        flag.ledgerAnswered(false);
    }
}
