// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import java.math.BigDecimal;
import java.math.MathContext;

/** Runs something and tells how long it took. */
public final class Timed {

    private static final double NANOS = 1e9;
    private static final MathContext DIGITS = new MathContext(6);

    private Timed() {}

    /** In seconds. */
    public static double seconds(Work work) throws Exception {
        long started = System.nanoTime();
        work.run();
        return rounded((System.nanoTime() - started) / NANOS);
    }

    /** In units of {@code amount} a second. */
    public static double rate(long amount, Work work) throws Exception {
        return rounded(amount / seconds(work));
    }

    /** To six significant digits: no clock here tells more. */
    public static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }
}
