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

    static Check look(Connection connection, List<DroppedObject> dropped, boolean hides) throws SQLException {
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
                ? Check.holds(
                        NAME,
                        "nothing in the database needs any of " + Figures.counted(targets.size(), "name")
                                + " that the contract removes",
                        unknown)
                : new Check(NAME, false, String.join("; ", doubts), unknown);
    }
}
