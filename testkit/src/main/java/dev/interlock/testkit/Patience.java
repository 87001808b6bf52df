// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something to become so, and says what was so instead when that takes too long. */
final class Patience {

    private static final long MILLIS = 20_000;

    private Patience() {}

    /** @param monitor held by the caller, and notified whenever {@code done} may have changed */
    static void until(Object monitor, BooleanSupplier done, Supplier<String> complaint) {
        long end = System.nanoTime() + MILLIS * 1_000_000;
        while (!done.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(complaint.get());
            }
            try {
                monitor.wait(left);
            } catch (InterruptedException interrupted) {
                throw stopped(interrupted);
            }
        }
    }

    static IllegalStateException stopped(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting", interrupted);
    }
}
