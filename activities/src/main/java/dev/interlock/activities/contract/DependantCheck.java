// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.guardrail.Figures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether anything in the database still needs what the contract removes. What is hidden was looked at when it was hidden. */
final class DependantCheck {

    private static final String NAME = "dependants";

    private DependantCheck() {}

    /**
     * @param hides whether the contract hides what it drops
     * @param hidden whether it has
     */
    static Check look(Connection connection, List<DroppedObject> dropped, boolean hides, boolean hidden)
            throws SQLException {
        Dependants dependants = new Dependants(connection, dropped);
        List<HideTarget> targets = HideTarget.in(connection, dropped);
        List<String> doubts = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (HideTarget target : targets) {
            for (Dependant dependant : dependants.of(target, hides)) {
                (dependant.certain() || hides ? doubts : unknown).add(dependant.sentence());
            }
        }
        return doubts.isEmpty()
                ? Check.holds(NAME, nothing(targets.size(), hidden), unknown)
                : new Check(NAME, false, String.join("; ", doubts), unknown);
    }

    private static String nothing(int names, boolean hidden) {
        if (names > 0) {
            return "nothing in the database needs any of " + Figures.counted(names, "name")
                    + " that the contract removes";
        }
        return hidden
                ? "what the contract removes is hidden, and was looked at when it was"
                : "the contract removes no table and no column";
    }
}
