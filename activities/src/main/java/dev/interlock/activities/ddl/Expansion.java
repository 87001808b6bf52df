// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.activities.preflight.NewSideCheck;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Scripts.Script;
import java.sql.SQLException;
import java.util.List;

/** The additive half: the expand scripts, then sync. Whatever is done already is left as it is. */
final class Expansion {

    private Expansion() {}

    static Outcome run(Work work) throws SQLException {
        if (work.row().expanded()) {
            return new Outcome.Done("expanded already");
        }
        List<Script> scripts = work.plan().scripts().expand();
        int applied = scripts(work, scripts);
        if (!work.plan().sync().isEmpty()) {
            refuseNewSide(work);
            new SyncInstaller(work.sessions())
                    .install(work.number(), work.plan(), work.row().sha256(), work.progress());
        }
        Marks.expanded(work, true);
        return new Outcome.Done(applied + " of " + Figures.counted(scripts.size(), "expand script") + " applied now"
                + (applied < scripts.size() ? ", the others before; " : "; ")
                + (work.plan().sync().isEmpty() ? "no sync asked for" : "sync is on"));
    }

    /** A hold before sync is on; a person alters the column, or reverts. */
    private static void refuseNewSide(Work work) throws SQLException {
        List<String> problems = new NewSideCheck(work.sessions()).problems(work.plan());
        if (!problems.isEmpty()) {
            throw Failures.newSide("sync was not put on: " + String.join("; ", problems));
        }
    }

    private static int scripts(Work work, List<Script> scripts) throws SQLException {
        try (LockObserver observer = work.observer("expand")) {
            work.heartbeats().tell(observer::progress);
            return new ScriptRunner(work, observer).run(ScriptKind.EXPAND, 1, scripts);
        }
    }
}
