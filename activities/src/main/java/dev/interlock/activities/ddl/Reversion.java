// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.flag.FlagRow;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.activities.parity.RowCount;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Scripts.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The way out for good: sync off, then the expand undone. Refused while a row holds in its new side what its old side
 * does not give back, and while anybody may still be on the new path.
 */
final class Reversion {

    private Reversion() {}

    static Outcome run(Work work) throws SQLException {
        Optional<String> doubt = doubt(work);
        if (doubt.isPresent()) {
            return new Outcome.Refused(List.of(doubt.get()));
        }
        new SyncInstaller(work.sessions()).remove(work.number(), work.plan(), work.progress());
        int applied = undo(work);
        Marks.expanded(work, false);
        return new Outcome.Done("sync is off; " + Figures.counted(applied, "revert script") + " applied now");
    }

    private static Optional<String> doubt(Work work) throws SQLException {
        Optional<FlagRow> flag = flag(work);
        if (flag.isPresent() && !flag.get().percent().isZero()) {
            return Optional.of("the flag stands at " + flag.get().percent() + ", moved by "
                    + flag.get().actor());
        }
        RowCount held = new ParityCheck(work.sessions()).heldByNewSideOnly(work.number(), work.plan(), work.progress());
        return held.rows() == 0
                ? Optional.empty()
                : Optional.of(Figures.counted(held.rows(), "row")
                        + " with values in the new side that the old side does not give back, such as " + held.sample()
                        + "; a revert would lose it");
    }

    private static Optional<FlagRow> flag(Work work) throws SQLException {
        try (Connection connection = work.sessions().open("revert")) {
            return FlagRow.find(connection, work.row().flagKey()).filter(f -> f.migration() == work.number());
        }
    }

    /** Where no expand script was ever applied there is nothing to undo. */
    private static int undo(Work work) throws SQLException {
        List<Script> scripts = work.plan().scripts().effectiveRevert();
        try (LockObserver observer = work.observer("revert")) {
            if (!expanded(work)) {
                return 0;
            }
            work.heartbeats().tell(observer::progress);
            return new ScriptRunner(work, observer).run(ScriptKind.REVERT, 1, scripts);
        }
    }

    private static boolean expanded(Work work) throws SQLException {
        try (Connection connection = work.sessions().open("revert")) {
            return ScriptLedger.anyDone(connection, work.number(), ScriptKind.EXPAND);
        }
    }
}
