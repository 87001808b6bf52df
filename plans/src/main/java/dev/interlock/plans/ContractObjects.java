// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.sql.StatementParser;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a contract takes away, by name: for the gate to look for dependants and for a person to approve. */
public final class ContractObjects {

    private static final Set<Change.Kind> INDEXING = Set.of(
            Change.Kind.CREATE_TABLE, Change.Kind.ADD_COLUMN, Change.Kind.ADD_CONSTRAINT, Change.Kind.CREATE_INDEX);

    private ContractObjects() {}

    /** In the order of the statements. */
    public static List<DroppedObject> in(Script script) {
        return DroppedObject.in(StatementParser.script(script.path(), script.sql()));
    }

    /** Tables that these scripts give an index or a constraint, or make; those that cannot be told count as none. */
    public static Set<TableName> indexed(List<Script> expand) {
        return expand.stream()
                .flatMap(script -> StatementParser.script(script.path(), script.sql()).statements().stream())
                .flatMap(statement -> statement.changes().stream())
                .filter(change -> INDEXING.contains(change.kind()))
                .flatMap(change -> change.table().stream())
                .collect(Collectors.toSet());
    }

    /** The objects of all scripts. */
    public static List<DroppedObject> in(List<Script> contract) {
        return contract.stream().flatMap(script -> in(script).stream()).toList();
    }
}
