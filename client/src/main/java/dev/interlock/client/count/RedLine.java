// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import dev.interlock.domain.flag.Variant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the new path from everybody in this process, by itself, when nothing but failures comes of it: the ledger may be away, and
 * whoever judges there looks every few seconds only. It belongs to one version of a flag and ends with it. No locks; a call that
 * returns costs a few reads.
 *
 * <p><b>On trial.</b> What fails on both paths is not the new path's fault, nor is what had passed by when the old path was tried. So
 * the first calls that were kept on the old path decide. When {@link #TRIAL} of them fail and none returns, the flag is obeyed again,
 * and it takes twice as many failures as the last time before the old path is tried once more. When one returns, the next call takes
 * the new path as a probe: if it returns, the flag is obeyed again; if it fails, everybody stays on the old path, and from then on the
 * kept calls that return are counted. After a probe that says nothing twice as many kept calls have to return before the next one.
 *
 * <p>A call that had no database to talk to says nothing of either path ({@link CallResult#CUT_OFF}), nor does a failure of one user
 * beyond the few that count: a robot that tries again and again is no reason to take the new path from everybody.
 */
public final class RedLine {

    private static final Logger LOG = LoggerFactory.getLogger(RedLine.class);

    static final int TRIAL = 3;

    /** So often a number is doubled at most. */
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

    private enum State {
        /** The flag is obeyed. */
        OBEYED,
        /** Everybody is kept on the old path, of which nothing is known yet. */
        ON_TRIAL,
        /** The old path has returned: the next call is to try the new one. */
        PROBE_DUE,
        /** It does. */
        PROBING,
        /** The new path has failed while the old one returned. */
        PROVEN
    }

    private final String flag;
    private final Limits limits;
    private final BooleanSupplier ledgerAway;
    private final OverruleCounter counter;
    private final AtomicReference<State> state = new AtomicReference<>(State.OBEYED);
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger failedAway = new AtomicInteger();
    private final AtomicInteger failedOnTrial = new AtomicInteger();
    private final AtomicInteger returnedOnTrial = new AtomicInteger();
    private final AtomicInteger lifted = new AtomicInteger();
    private final AtomicInteger emptyProbes = new AtomicInteger();
    private final Way onward = new Way(Variant.NEW, this::onNewPath);
    private final Way kept = new Way(Variant.OLD, this::onOldPath);
    private final Way probe = new Way(Variant.NEW, this::onProbe);

    /**
     * @param ledgerAway whether the last attempt to reach it failed
     * @param counter over all versions of the flag
     */
    public RedLine(String flag, Limits limits, BooleanSupplier ledgerAway, OverruleCounter counter) {
        this.flag = flag;
        this.limits = limits;
        this.ledgerAway = ledgerAway;
        this.counter = counter;
    }

    /** Whether everybody is kept on the old path, but for a probe. */
    public boolean isDrawn() {
        return state.get() != State.OBEYED;
    }

    /** Where the next call goes that the flag gives the new path. It has to be made: it may be the probe that is waited for. */
    public Way next() {
        State now = state.get();
        if (now == State.OBEYED) {
            return onward;
        }
        boolean probes = now == State.PROBE_DUE && state.compareAndSet(State.PROBE_DUE, State.PROBING);
        return probes ? probe : kept;
    }

    private void onNewPath(CallResult result, boolean counted) {
        if (isDrawn() || saysNothing(result, counted)) {
            return;
        }
        if (!result.failed()) {
            forgetTheRun();
            return;
        }
        boolean away = ledgerAway.getAsBoolean() && lifted.get() == 0;
        int running = failed.incrementAndGet();
        int runningAway = away ? failedAway.incrementAndGet() : 0;
        if (!away) {
            forget(failedAway);
        }
        boolean enough = running >= (long) limits.inARow() << doublings(lifted) || runningAway >= limits.whileAway();
        if (enough && state.compareAndSet(State.OBEYED, State.ON_TRIAL)) {
            LOG.info(
                    "flag {}: {} calls of the new path have failed in a row; the old path is tried instead",
                    flag,
                    running);
        }
    }

    private void onOldPath(CallResult result, boolean counted) {
        if (!result.failed()) {
            onOldPathReturned();
        } else if (state.get() == State.ON_TRIAL
                && !saysNothing(result, counted)
                && failedOnTrial.incrementAndGet() == TRIAL) {
            lifted.incrementAndGet();
            obeyAgain(State.ON_TRIAL, "the old path fails as well");
        }
    }

    private void onOldPathReturned() {
        State now = state.get();
        if (now == State.PROVEN) {
            counter.kept();
            return;
        }
        forget(failedOnTrial);
        if (now == State.ON_TRIAL && returnedOnTrial.incrementAndGet() >= 1 << doublings(emptyProbes)) {
            returnedOnTrial.set(0);
            state.compareAndSet(State.ON_TRIAL, State.PROBE_DUE);
        }
    }

    private void onProbe(CallResult result, boolean counted) {
        if (!result.failed()) {
            obeyAgain(State.PROBING, "the new path returns again");
        } else if (saysNothing(result, counted)) {
            emptyProbes.incrementAndGet();
            state.set(State.ON_TRIAL);
        } else {
            counter.proven();
            state.set(State.PROVEN);
            LOG.warn(
                    "flag {}: nothing but failures of the new path, and the old one returns; everybody is kept there until the flag"
                            + " changes",
                    flag);
        }
    }

    private static boolean saysNothing(CallResult result, boolean counted) {
        return result.failed() && (!counted || result == CallResult.CUT_OFF);
    }

    private void obeyAgain(State from, String why) {
        forgetTheRun();
        forget(failedOnTrial);
        forget(returnedOnTrial);
        forget(emptyProbes);
        if (state.compareAndSet(from, State.OBEYED)) {
            LOG.info("flag {}: {}, so the flag is obeyed again", flag, why);
        }
    }

    private static int doublings(AtomicInteger times) {
        return Math.min(MOST_DOUBLED, times.get());
    }

    private void forgetTheRun() {
        forget(failed);
        forget(failedAway);
    }

    private static void forget(AtomicInteger count) {
        if (count.get() != 0) {
            count.set(0);
        }
    }
}
