// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.demo.shop.Verification;
import java.util.List;
import java.util.Optional;

/**
 * What a script measured on its way.
 *
 * @param beforeContract every acknowledged write, read back through both paths; empty where no contract came
 * @param rollbackMillis from the decision to the last evaluator at 0 %
 */
record Played(Verification beforeContract, Optional<Long> rollbackMillis) {

    static final Played NOTHING = new Played(new Verification(0, List.of()), Optional.empty());
}
