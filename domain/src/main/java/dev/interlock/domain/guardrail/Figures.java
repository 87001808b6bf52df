// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {

    private static final double LOG_TEN = Math.log(10);
    private static final double LOG_MILLION = 6 * LOG_TEN;

    private Figures() {}

    /** {@code 39,870}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 39,870 rows}. */
    public static String counted(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    /** {@code 2.5}, {@code 412}. */
    public static String amount(double number) {
        if (number >= 100 || number == Math.rint(number)) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return String.format(Locale.ROOT, number >= 1 ? "%.1f" : "%.2g", number);
    }

    /** E from its logarithm, also where it would not fit into a double. */
    static String evidence(double logE) {
        if (logE < LOG_MILLION) {
            return amount(Math.exp(logE));
        }
        long power = (long) Math.floor(logE / LOG_TEN);
        return String.format(Locale.ROOT, "%.1f × 10^%d", Math.exp(logE - power * LOG_TEN), power);
    }
}
