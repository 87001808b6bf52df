// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import java.util.Optional;

/** One line of the report. */
public sealed interface Row {

    String measure();

    /** What it is compared with. */
    String against();

    /** None where only the ratio is of interest. */
    Optional<Bar> bar();

    /**
     * Two things run in turn in one run.
     *
     * @param unit of the samples of both sides
     */
    record Measured(String measure, String unit, Side subject, Side reference, Optional<Bar> bar) implements Row {

        @Override
        public String against() {
            return reference.name();
        }

        /** Of the medians: subject to reference. */
        public double ratio() {
            return subject.median() / reference.median();
        }

        public Optional<Boolean> met() {
            return bar.map(limit -> limit.isMetBy(ratio()));
        }
    }

    /** Something that could not be run here: never filled in. */
    record NotMeasured(String measure, String against, Optional<Bar> bar, String why) implements Row {}
}
