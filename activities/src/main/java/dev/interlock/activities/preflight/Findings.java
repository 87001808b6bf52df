// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.domain.lifecycle.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What preflight has found so far. A certain no outweighs what could not be found out. */
final class Findings {

    private final List<String> refused = new ArrayList<>();
    private final List<String> unsure = new ArrayList<>();
    private final List<String> later = new ArrayList<>();

    void refuse(String reason) {
        refused.add(reason);
    }

    void refuseIf(boolean wrong, String reason) {
        if (wrong) {
            refused.add(reason);
        }
    }

    /** What nothing can be said of yet, and is no reason to wait for. */
    void later(String what) {
        later.add(what);
    }

    void unsure(String reason) {
        unsure.add(reason);
    }

    Outcome outcome(String summary) {
        if (!refused.isEmpty()) {
            return new Outcome.Refused(refused);
        }
        if (!unsure.isEmpty()) {
            return new Outcome.Unsure(unsure);
        }
        return new Outcome.Done(
                later.isEmpty() ? summary : summary + "; not tried before the backfill: " + String.join("; ", later));
    }
}
