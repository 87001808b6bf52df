// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts the reads of one flag that were tried on both paths. No locks.
 *
 * <p>A slot waits until the read begins, is skipped, or lapses: an executor may drop what it was given and say nothing. Whoever takes it
 * from those that wait decides which of these it is.
 */
public final class ShadowCounter {

    /** What an executor has not begun by then it has dropped, or it has more to do than to compare reads. */
    static final Duration LAPSE = Duration.ofSeconds(60);

    private final LongSupplier ticker;
    private final Set<ShadowSlot> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong compared = new AtomicLong();
    private final AtomicLong differing = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    /** @param ticker nanoseconds from any origin, never going back */
    public ShadowCounter(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** Empty when so many wait or run already. */
    public Optional<ShadowSlot> take(int most) {
        long now = ticker.getAsLong();
        if (taken.get() >= most) {
            lapse(now);
        }
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            return Optional.empty();
        }
        ShadowSlot slot = new ShadowSlot(now);
        waiting.add(slot);
        return Optional.of(slot);
    }

    private void lapse(long now) {
        for (ShadowSlot slot : waiting) {
            if (slot.age(now) >= LAPSE.toNanos()) {
                skip(slot);
            }
        }
    }

    /** The read will not be tried. In place of {@link #begin}. */
    public void skip(ShadowSlot slot) {
        if (waiting.remove(slot)) {
            taken.decrementAndGet();
            skipped();
        }
    }

    /** The read is on the new path from here on. False when its slot has lapsed: then it must not be tried any more. */
    public boolean begin(ShadowSlot slot) {
        if (!waiting.remove(slot)) {
            return false;
        }
        running.incrementAndGet();
        return true;
    }

    /** The read that has begun is over. */
    public void end() {
        running.decrementAndGet();
        taken.decrementAndGet();
    }

    /** Those that are on the new path now. */
    public int running() {
        return running.get();
    }

    public void skipped() {
        skipped.incrementAndGet();
    }

    public void compared(boolean same) {
        compared.incrementAndGet();
        if (!same) {
            differing.incrementAndGet();
        }
    }

    /** Never more differing ones than compared ones. */
    public ShadowCounts counts() {
        long different = differing.get();
        return new ShadowCounts(compared.get(), different, skipped.get());
    }
}
