// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.sql.StatementParser;
import java.util.List;

/** What a contract takes away, by name: for the gate to look for dependants and for a person to approve. */
public final class ContractObjects {

    private ContractObjects() {}

    /** In the order of the statements. */
    public static List<DroppedObject> in(Script script) {
        return DroppedObject.in(StatementParser.script(script.path(), script.sql()));
    }

    /** The objects of all scripts. */
    public static List<DroppedObject> in(List<Script> contract) {
        return contract.stream().flatMap(script -> in(script).stream()).toList();
    }
}
