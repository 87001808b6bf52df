// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.domain.plan.Scripts.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which expand scripts have left something in the schema. A transactional one that is not on record as done has left
 * nothing. Of one that runs outside a transaction the catalogue tells: an attempt may have been cut off between its work
 * and the record, or in the middle of it, and the inverse of both is the same.
 *
 * <p>To be asked by the one attempt that is under way: no predecessor's session is still at work then.
 */
final class AppliedExpand {

    private AppliedExpand() {}

    static List<Script> of(Work work) throws SQLException {
        List<Script> applied = new ArrayList<>();
        try (Connection connection = work.sessions().open("revert")) {
            for (Script script : work.plan().scripts().expand()) {
                if (hasLeftSomething(connection, work.number(), script)) {
                    applied.add(script);
                }
            }
        }
        return applied;
    }

    private static boolean hasLeftSomething(Connection connection, long migration, Script script) throws SQLException {
        return switch (ScriptLedger.trace(connection, migration, ScriptKind.EXPAND, script)) {
            case DONE -> true;
            case NONE -> false;
            case BEGUN ->
                !script.transactional() && NonTransactional.parse(script).state(connection) != CatalogueState.NOT_BEGUN;
        };
    }
}
