// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * A share of the population on the new path, kept in thousandths of a percent: 0 to 100,000.
 *
 * @param thousandths 1,000 is one percent
 */
public record Percent(@JsonValue int thousandths) implements Comparable<Percent> {

    public static final Percent ZERO = new Percent(0);
    public static final Percent FULL = new Percent(100_000);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Percent {
        if (thousandths < 0 || thousandths > 100_000) {
            throw new IllegalArgumentException("a percentage lies between 0 and 100, not " + thousandths / 1000.0);
        }
    }

    /** Whole percents, as plans mostly write them. */
    public static Percent of(int whole) {
        return new Percent(Math.multiplyExact(whole, 1000));
    }

    /** A decimal with at most three places; {@link ArithmeticException} when there are more. */
    public static Percent of(BigDecimal decimal) {
        return new Percent(decimal.movePointRight(3).intValueExact());
    }

    public boolean isZero() {
        return thousandths == 0;
    }

    public boolean isFull() {
        return thousandths == 100_000;
    }

    /** As a number of percent, for people, metrics and search attributes. */
    public double asDouble() {
        return thousandths / 1000.0;
    }

    @Override
    public int compareTo(Percent other) {
        return Integer.compare(thousandths, other.thousandths);
    }

    /** {@code 5 %}, {@code 0.125 %}. */
    @Override
    public String toString() {
        return text(asDouble());
    }

    /** A number of percent as people read it, wherever it comes from: {@code 100 %}, never {@code 100.0 %}. */
    public static String text(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + " %";
    }
}
