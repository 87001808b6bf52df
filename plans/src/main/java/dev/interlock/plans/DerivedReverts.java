// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.DerivedRevert;
import dev.interlock.domain.ddl.ParsedScript;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.sql.StatementParser;
import java.util.List;
import java.util.Optional;

/** The revert that is derived, for as much of an expand as there is to undo. */
public final class DerivedReverts {

    private static final String PATH = "revert.sql";

    private DerivedReverts() {}

    /**
     * Undoes these expand scripts, which ran in the order given, and nothing of the others.
     *
     * @return empty when there is nothing to undo, or when the inverse of some statement is not certain
     */
    public static Optional<Script> undoing(List<Script> expand) {
        return script(
                DerivedRevert.of(expand.stream().map(DerivedReverts::parsed).toList()));
    }

    static Optional<Script> script(DerivedRevert derived) {
        return derived.sql().map(sql -> new Script(PATH, sql, true));
    }

    private static ParsedScript parsed(Script script) {
        return StatementParser.script(script.path(), script.sql());
    }
}
