// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How {@link GuardedPath#read} tries the new path beside the old one. Immutable: each method gives another one.
 *
 * <p>The executor is the application's, and so is what a path needs on a thread that is not the caller's: a connection of its
 * own, above all. One that runs what it is given in the caller's thread has nothing compared.
 */
public final class ShadowReads<T extends @Nullable Object> {

    private static final int MOST_IN_FLIGHT = 2;

    private final Executor executor;
    private final double share;
    private final int mostInFlight;
    private final BiPredicate<? super T, ? super T> same;
    private final Consumer<? super ShadowDifference<T>> listener;

    private ShadowReads(
            Executor executor,
            double share,
            int mostInFlight,
            BiPredicate<? super T, ? super T> same,
            Consumer<? super ShadowDifference<T>> listener) {
        this.executor = executor;
        this.share = share;
        this.mostInFlight = mostInFlight;
        this.same = same;
        this.listener = listener;
    }

    /** None yet: the share is 0, and two results are the same when they are equal. */
    public static <T extends @Nullable Object> ShadowReads<T> on(Executor executor) {
        return new ShadowReads<>(executor, 0, MOST_IN_FLIGHT, Objects::equals, difference -> {});
    }

    /** @param shareOfReads from 0 to 1: so many of the reads that the flag keeps on the old path */
    public ShadowReads<T> share(double shareOfReads) {
        if (!(shareOfReads >= 0 && shareOfReads <= 1)) {
            throw new IllegalArgumentException("a share is from 0 to 1, not " + shareOfReads);
        }
        return new ShadowReads<>(executor, shareOfReads, mostInFlight, same, listener);
    }

    /**
     * @param shadows of one flag at the same time in this process, 2 unless told otherwise; what comes on top is skipped, and so is what
     *     the executor has not begun after a minute
     */
    public ShadowReads<T> mostInFlight(int shadows) {
        if (shadows < 1) {
            throw new IllegalArgumentException("nothing is ever compared with " + shadows + " in flight");
        }
        return new ShadowReads<>(executor, share, shadows, same, listener);
    }

    /** @param comparison of what the old and the new path returned; runs on the executor, and if it throws they differ */
    public ShadowReads<T> sameIf(BiPredicate<? super T, ? super T> comparison) {
        return new ShadowReads<>(executor, share, mostInFlight, comparison, listener);
    }

    /** @param told of each difference, on the executor; what it throws is logged */
    public ShadowReads<T> onDifference(Consumer<? super ShadowDifference<T>> told) {
        return new ShadowReads<>(executor, share, mostInFlight, same, told);
    }

    boolean isSampled() {
        return share > 0 && ThreadLocalRandom.current().nextDouble() < share;
    }

    Executor executor() {
        return executor;
    }

    int mostInFlight() {
        return mostInFlight;
    }

    BiPredicate<? super T, ? super T> same() {
        return same;
    }

    Consumer<? super ShadowDifference<T>> listener() {
        return listener;
    }
}
