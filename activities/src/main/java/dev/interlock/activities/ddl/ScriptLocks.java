// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.LockNeed;
import dev.interlock.domain.ddl.LockNeeds;
import dev.interlock.domain.ddl.ParsedScript;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.sql.StatementParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which tables a script locks: what its text tells, and what an attempt that was rolled back has shown. */
final class ScriptLocks {

    private final List<LockNeed> needs;
    private final boolean writes;
    private final boolean validates;

    ScriptLocks(Script script) {
        ParsedScript parsed = StatementParser.script(script.path(), script.sql());
        this.needs = new ArrayList<>(LockNeeds.of(parsed));
        this.writes = LockNeeds.writes(parsed.statements());
        this.validates = parsed.statements().stream()
                .flatMap(statement -> statement.changes().stream())
                .anyMatch(change -> change.kind() == Change.Kind.VALIDATE_CONSTRAINT);
    }

    List<LockNeed> needs() {
        return List.copyOf(needs);
    }

    /** False when nothing of it is new: it would only be found again. */
    boolean learn(List<LockNeed> found) {
        List<LockNeed> unknown =
                found.stream().filter(need -> !needs.contains(need)).toList();
        return needs.addAll(unknown);
    }

    /** Whether under these locks the application's reads or writes wait for the commit. */
    boolean stopTheApplication(List<LockNeed> taken) {
        return taken.stream().anyMatch(need -> need.mode().isStrong()) || (writes && !taken.isEmpty());
    }

    /** How long a statement may run that stops nobody. */
    Duration longest(LockPolicy policy) {
        return validates ? policy.concurrentTimeout() : policy.budget();
    }
}
