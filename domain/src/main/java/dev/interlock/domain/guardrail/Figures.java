// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {

    private static final double LOG_TEN = Math.log(10);
    private static final double LOG_MILLION = 6 * LOG_TEN;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e12;
    private static final MathContext SIX_DIGITS = new MathContext(6);

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

    /** {@code 0.82}, {@code 12,500.5}: six digits, so that a value and a limit that differ are told apart where it matters. */
    public static String exact(double number) {
        double size = Math.abs(number);
        if (size != 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)) {
            return String.format(Locale.ROOT, "%.5g", number);
        }
        BigDecimal rounded = BigDecimal.valueOf(number).round(SIX_DIGITS).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    /** What a limit of two looks running is told by: {@code , once so far}, {@code  in 2 looks}. */
    static String looksOver(int over) {
        return over == 1 ? ", once so far" : " in " + over + " looks";
    }

    /** E from its logarithm, also where it would not fit into a double. */
    public static String evidence(double logE) {
        if (logE < LOG_MILLION) {
            return amount(Math.exp(logE));
        }
        long power = (long) Math.floor(logE / LOG_TEN);
        return String.format(Locale.ROOT, "%.1f × 10^%d", Math.exp(logE - power * LOG_TEN), power);
    }
}
