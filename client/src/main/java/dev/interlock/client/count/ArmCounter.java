// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts one arm. No locks.
 *
 * <p>The order of the increments, and of the reads in {@link #counts}, keeps {@code errors ≤ ended ≤ started} in every
 * report: what is read first is written last.
 */
public final class ArmCounter {

    private final Variant variant;
    private final LongSupplier ticker;
    private final long slowNanos;
    private final ErrorCap errorCap;
    private final TimeCounter times = new TimeCounter();
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong errorSquares = new AtomicLong();
    private final AtomicLong undefined = new AtomicLong();
    private final AtomicLong violations = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final Set<CallInFlight> calls = ConcurrentHashMap.newKeySet();

    /**
     * @param ticker nanoseconds from any origin, never going back
     * @param slowAfter a call that takes longer is slow
     */
    public ArmCounter(Variant variant, LongSupplier ticker, Duration slowAfter) {
        this.variant = variant;
        this.ticker = ticker;
        this.slowNanos = slowAfter.toNanos();
        this.errorCap = new ErrorCap(ErrorCap.WINDOW, ErrorCap.PER_USER, ErrorCap.USERS);
    }

    public Variant variant() {
        return variant;
    }

    /** A call is about to begin: in flight from here on, though it may yet be withdrawn. */
    public void announce() {
        inFlight.incrementAndGet();
    }

    /** The announced call goes elsewhere. */
    public void withdraw() {
        inFlight.decrementAndGet();
    }

    /**
     * The announced call begins.
     *
     * @param end is told how it ends
     * @param band where its user is counted as well; null where users are not told apart
     */
    public CallInFlight begin(@Nullable String targetingKey, CallEnd end, @Nullable BandCounter band) {
        CallInFlight call = new CallInFlight(this, targetingKey, ticker.getAsLong(), end, band);
        calls.add(call);
        started.incrementAndGet();
        return call;
    }

    /** Whether it was an error that counts. */
    boolean end(CallInFlight call, CallResult result) {
        long now = ticker.getAsLong();
        ended.incrementAndGet();
        long square = result.failed() ? countError(call, now) : 0;
        countState(result);
        countIfSlow(call, now);
        times.ended(call, call.age(now));
        call.endedInBand(square, call.age(now) > slowNanos);
        calls.remove(call);
        inFlight.decrementAndGet();
        return square > 0;
    }

    public boolean isIdle() {
        return isIdleBut(0);
    }

    /** Whether no more are in flight than these. */
    public boolean isIdleBut(int others) {
        return inFlight.get() <= others;
    }

    public ArmCounts counts() {
        long now = ticker.getAsLong();
        long oldest = 0;
        for (CallInFlight call : calls) {
            countIfSlow(call, now);
            times.reached(call, call.age(now));
            oldest = Math.max(oldest, call.age(now));
        }
        long flying = inFlight.get();
        long squares = errorSquares.get();
        long failed = errors.get();
        long done = ended.get();
        long begun = started.get();
        long oldestMillis = flying == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(oldest);
        StateCounts states = new StateCounts(undefined.get(), violations.get());
        return new ArmCounts(begun, done, failed, squares, slow.get(), flying, oldestMillis, states, times.counts());
    }

    /** The n-th error of one user makes its square larger by 2n − 1, the answer; 0 where it does not count. */
    private long countError(CallInFlight call, long now) {
        int which = errorCap.admit(call.targetingKey(), now);
        if (which == 0) {
            return 0;
        }
        long larger = 2L * which - 1;
        errors.incrementAndGet();
        errorSquares.addAndGet(larger);
        return larger;
    }

    /** Each of them, whoever's it is: one is enough to say that something does not fit. */
    private void countState(CallResult result) {
        if (result == CallResult.UNDEFINED) {
            undefined.incrementAndGet();
        } else if (result == CallResult.VIOLATED) {
            violations.incrementAndGet();
        }
    }

    private void countIfSlow(CallInFlight call, long now) {
        if (call.age(now) > slowNanos && call.claimSlow()) {
            slow.incrementAndGet();
        }
    }
}
