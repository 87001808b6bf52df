// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import dev.interlock.domain.plan.PlanRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** What a value looks like. */
sealed interface Shape {

    /** How people are told what is expected. */
    String wanted();

    /** What JSON Schema cannot state or would state as plain absence, as a sentence after a space; empty for nothing. */
    default String unstated() {
        return "";
    }

    /**
     * Text.
     *
     * @param pattern a regular expression for the whole text, for the reader and the schema alike
     * @param broken the rule that a text breaks which does not match
     * @param form the pattern in words
     */
    record Text(String pattern, PlanRule broken, String form) implements Shape {
        @Override
        public String wanted() {
            return form;
        }
    }

    /** Any scalar, taken as text. */
    record Scalar() implements Shape {
        @Override
        public String wanted() {
            return "a value";
        }
    }

    /** One of a few words; those of {@code later} are in the format and not built. */
    record Choice(List<String> now, List<String> later) implements Shape {
        @Override
        public String wanted() {
            return String.join(" or ", now);
        }

        @Override
        public String unstated() {
            return later.isEmpty() ? "" : " Not built yet: " + String.join(", ", later) + ".";
        }
    }

    /**
     * A decimal number.
     *
     * @param above every value is greater
     * @param places the most decimals
     */
    record Decimal(BigDecimal above, BigDecimal most, int places, PlanRule broken) implements Shape {
        @Override
        public String wanted() {
            return "a number above " + above.toPlainString() + ", up to " + most.toPlainString() + ", with at most "
                    + places + " decimals";
        }

        /** As {@code multipleOf} it would be computed in binary fractions, in which 0.05 is no multiple of 0.000001. */
        @Override
        public String unstated() {
            return " At most " + places + " decimals.";
        }
    }

    /** A whole number. */
    record Whole(long least, long most) implements Shape {
        @Override
        public String wanted() {
            return "a whole number from " + least + " to " + most;
        }
    }

    /** A duration. */
    record Span(Duration least, Duration most) implements Shape {
        @Override
        public String wanted() {
            return "a duration such as 500ms, 15m, 1h30m or 14d";
        }
    }

    /**
     * An amount of data.
     */
    record Size() implements Shape {
        @Override
        public String wanted() {
            return "a size such as 512KiB, 50MiB or 1GiB";
        }
    }

    /**
     * A value, or a word that stands for having none.
     *
     * @param word such as {@code none}
     */
    record OrWord(String word, Shape value) implements Shape {
        @Override
        public String wanted() {
            return value.wanted() + ", or " + word;
        }

        @Override
        public String unstated() {
            return value.unstated();
        }
    }

    /** True or false. */
    record Flag() implements Shape {
        @Override
        public String wanted() {
            return "true or false";
        }
    }

    /** A list. */
    record Items(Shape item) implements Shape {
        @Override
        public String wanted() {
            return "a list";
        }
    }

    /**
     * A list, which may be written without brackets where it has one entry.
     *
     * @param empty the rule that a list without entries breaks
     */
    record OneOrMore(Shape item, PlanRule empty) implements Shape {
        @Override
        public String wanted() {
            return item.wanted() + ", or a list of them";
        }
    }

    /**
     * A mapping whose keys the plan chooses.
     *
     * @param names what each key looks like
     */
    record Named(Shape names, Shape value) implements Shape {
        @Override
        public String wanted() {
            return "a mapping";
        }
    }

    /** A mapping with the keys of the table. */
    record Keys(List<Key> keys) implements Shape {
        @Override
        public String wanted() {
            return "a mapping";
        }
    }
}
