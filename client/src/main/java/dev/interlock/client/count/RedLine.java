// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the new path from everybody in this process, by itself, when nothing but failures comes of it: the ledger may be away, and
 * whoever judges there looks every few seconds only. It belongs to one version of a flag and ends with it. No locks; a call that
 * returns costs one read.
 *
 * <p><b>On trial.</b> What fails on both paths is not the new path's fault. So the first calls that were kept on the old path
 * decide: when {@link #TRIAL} of them fail and none returns, the flag is obeyed again, and it takes twice as many failures as the
 * last time before the old path is tried once more. Only a kept call that returned is counted.
 */
public final class RedLine {

    private static final Logger LOG = LoggerFactory.getLogger(RedLine.class);

    static final int TRIAL = 3;

    /** So often the number of failures is doubled at most. */
    private static final int MOST_DOUBLED = 10;

    /**
     * When it is drawn.
     *
     * @param inARow calls of the new path that failed one after another
     * @param whileAway as many are enough while the ledger cannot be reached
     */
    public record Limits(int inARow, int whileAway) {

        public static final Limits DEFAULT = new Limits(20, 3);

        public Limits {
            if (inARow < 1 || whileAway < 1) {
                throw new IllegalArgumentException("a call has to fail before the old path is served instead");
            }
        }
    }

    private final String flag;
    private final Limits limits;
    private final BooleanSupplier ledgerAway;
    private final AtomicLong withheld;
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger failedAway = new AtomicInteger();
    private final AtomicInteger failedOnTrial = new AtomicInteger();
    private final AtomicInteger lifted = new AtomicInteger();
    private final AtomicBoolean told = new AtomicBoolean();
    private final CallEnd newPathEnd = this::onNewPath;
    private final CallEnd oldPathEnd = this::onOldPath;
    private volatile boolean drawn;
    private volatile boolean proven;

    /**
     * @param ledgerAway whether the last attempt to reach it failed
     * @param withheld counts, over all versions, the calls that were kept on the old path and returned
     */
    public RedLine(String flag, Limits limits, BooleanSupplier ledgerAway, AtomicLong withheld) {
        this.flag = flag;
        this.limits = limits;
        this.ledgerAway = ledgerAway;
        this.withheld = withheld;
    }

    /** Whether everybody is kept on the old path. */
    public boolean isDrawn() {
        return drawn;
    }

    /** To be told how a call of the new path ended. */
    public CallEnd newPathEnd() {
        return newPathEnd;
    }

    /** To be told how a call ended that was kept on the old path. */
    public CallEnd oldPathEnd() {
        return oldPathEnd;
    }

    private void onNewPath(CallResult result) {
        if (!result.failed()) {
            forget(failed);
            forget(failedAway);
            return;
        }
        boolean away = ledgerAway.getAsBoolean() && lifted.get() == 0;
        int running = failed.incrementAndGet();
        int runningAway = away ? failedAway.incrementAndGet() : 0;
        if (!away) {
            forget(failedAway);
        }
        boolean enough = running >= (long) limits.inARow() << lifted.get() || runningAway >= limits.whileAway();
        if (enough && !drawn) {
            draw(running);
        }
    }

    private void onOldPath(CallResult result) {
        if (!result.failed()) {
            proven = true;
            withheld.incrementAndGet();
        } else if (!proven && failedOnTrial.incrementAndGet() == TRIAL) {
            lift();
        }
    }

    private void draw(int running) {
        failedOnTrial.set(0);
        drawn = true;
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "flag {}: {} calls of the new path have failed in a row; everybody is kept on the old path until the flag"
                            + " changes, unless that fails as well",
                    flag,
                    running);
        }
    }

    private void lift() {
        lifted.updateAndGet(times -> Math.min(MOST_DOUBLED, times + 1));
        forget(failed);
        forget(failedAway);
        drawn = false;
        LOG.info("flag {}: the old path fails as well, so the flag is obeyed again", flag);
    }

    private static void forget(AtomicInteger count) {
        if (count.get() != 0) {
            count.set(0);
        }
    }
}
