// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The only way in which a test waits: for something that can be seen, until a deadline. */
public final class Waiting {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Waiting() {}

    /**
     * What was seen when it was as wanted.
     *
     * @throws AssertionError with what was seen last, when the time is up
     */
    public static <T> T until(String what, Callable<T> look, Predicate<T> wanted) throws Exception {
        return until(PATIENCE, what, look, wanted);
    }

    /** The same with another patience. */
    public static <T> T until(Duration patience, String what, Callable<T> look, Predicate<T> wanted) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        T seen = look.call();
        while (!wanted.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + patience.toSeconds() + " s for " + what + "; saw " + seen);
            }
            never.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
            seen = look.call();
        }
        return seen;
    }

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, condition, Boolean::booleanValue);
    }
}
