// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.flag.FlagRow;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.activities.parity.RowCount;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Scripts;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.DerivedReverts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way out for good: sync off, then the expand undone. Refused while a row holds in its new side what its old side
 * does not give back, and while anybody may still be on the new path.
 */
final class Reversion {

    private Reversion() {}

    static Outcome run(Work work) throws SQLException {
        List<Script> scripts = scripts(work);
        List<String> doubts = doubts(work, scripts);
        if (!doubts.isEmpty()) {
            return new Outcome.Refused(doubts);
        }
        new SyncInstaller(work.sessions()).remove(work.number(), work.plan(), work.progress());
        int applied = undo(work, scripts);
        Marks.expanded(work, false);
        return new Outcome.Done("sync is off; " + Figures.counted(applied, "revert script") + " applied now");
    }

    /** A revert that is derived undoes no more than there is; one that was written runs whole, or not at all. */
    private static List<Script> scripts(Work work) throws SQLException {
        List<Script> applied = AppliedExpand.of(work);
        Scripts planned = work.plan().scripts();
        if (applied.isEmpty()) {
            return List.of();
        }
        return planned.derivedRevert().isPresent()
                ? DerivedReverts.undoing(applied).stream().toList()
                : planned.effectiveRevert();
    }

    private static List<String> doubts(Work work, List<Script> scripts) throws SQLException {
        Optional<FlagRow> flag = flag(work);
        if (flag.isPresent() && !flag.get().percent().isZero()) {
            return List.of("the flag stands at " + flag.get().percent() + ", moved by "
                    + flag.get().actor());
        }
        List<String> held = new ArrayList<>();
        RowCount synced =
                new ParityCheck(work.sessions()).heldByNewSideOnly(work.number(), work.plan(), work.progress());
        if (synced.rows() > 0) {
            held.add(Figures.counted(synced.rows(), "row")
                    + " with values in the new side that the old side does not give back, such as " + synced.sample()
                    + "; a revert would lose it");
        }
        held.addAll(new NewValues(work).dropped(scripts));
        return held;
    }

    private static Optional<FlagRow> flag(Work work) throws SQLException {
        try (Connection connection = work.sessions().open("revert")) {
            return FlagRow.find(connection, work.row().flagKey()).filter(f -> f.migration() == work.number());
        }
    }

    private static int undo(Work work, List<Script> scripts) throws SQLException {
        try (LockObserver observer = work.observer("revert")) {
            work.heartbeats().tell(observer::progress);
            return new ScriptRunner(work, observer).run(ScriptKind.REVERT, 1, scripts);
        }
    }
}
