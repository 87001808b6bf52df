// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import java.util.Locale;

/** Numbers as a person reads them. */
final class Figures {

    private static final double LARGE = 100;

    private Figures() {}

    static String ratio(double ratio) {
        return ratio >= LARGE ? grouped(ratio) + " ×" : String.format(Locale.ROOT, "%.2f ×", ratio);
    }

    /** Whole from 100 on, else with three decimals: enough to compute every ratio again. */
    static String value(double value) {
        return value >= LARGE ? grouped(value) : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String grouped(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
