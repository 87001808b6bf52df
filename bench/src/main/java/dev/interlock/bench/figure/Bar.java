// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

/** What a ratio must be to be good enough. */
public record Bar(Sense sense, double limit) {

    public enum Sense {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    public static Bar atLeast(double limit) {
        return new Bar(Sense.AT_LEAST, limit);
    }

    public static Bar atMost(double limit) {
        return new Bar(Sense.AT_MOST, limit);
    }

    public boolean isMetBy(double ratio) {
        return sense == Sense.AT_LEAST ? ratio >= limit : ratio <= limit;
    }

    public String words() {
        return sense.sign + " " + Figures.ratio(limit);
    }
}
