// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import java.math.BigDecimal;

/** Percentages as people write them. */
final class Percents {

    private Percents() {}

    /** {@code 5 %}, {@code 0.125 %}. */
    static String of(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + " %";
    }
}
