// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.domain.lifecycle.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What preflight has found so far. A certain no outweighs what could not be found out. */
final class Findings {

    private final List<String> refused = new ArrayList<>();
    private final List<String> unsure = new ArrayList<>();

    void refuse(String reason) {
        refused.add(reason);
    }

    void refuseIf(boolean wrong, String reason) {
        if (wrong) {
            refused.add(reason);
        }
    }

    void unsure(String reason) {
        unsure.add(reason);
    }

    Outcome outcome(String summary) {
        if (!refused.isEmpty()) {
            return new Outcome.Refused(refused);
        }
        return unsure.isEmpty() ? new Outcome.Done(summary) : new Outcome.Unsure(unsure);
    }
}
