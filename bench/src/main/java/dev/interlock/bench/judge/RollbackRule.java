// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import java.util.List;
import java.util.function.Supplier;

/** Decides after each window of one ramp. */
interface RollbackRule {

    boolean rollsBack(SimulatedWindow window);

    /** A rule and its name; each ramp has one of its own. */
    record Named(String name, Supplier<RollbackRule> rule) {}

    /** {@code α} = 0.05, one guardrail. */
    double ALPHA = 0.05;

    Named INTERLOCK = new Named("Interlock", MixtureRule::new);
    Named Z_TEST = new Named("z-test at every look", RepeatedZTest::new);
    Named THRESHOLD = new Named("threshold rule", ThresholdRule::new);
    Named MANN_WHITNEY = new Named("Mann-Whitney judge", MannWhitneyRule::new);

    List<Named> OTHERS = List.of(Z_TEST, THRESHOLD, MANN_WHITNEY);
}
