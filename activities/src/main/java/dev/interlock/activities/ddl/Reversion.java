// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.archive.Archiving;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.activities.parity.RowCount;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Scripts;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.DerivedReverts;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way out for good: sync off, then the expand undone. Refused while anybody may still be on the new path. What only the new
 * shape holds is archived first, and goes only once a person has agreed; a plan that keeps no archive is refused with the counts.
 */
final class Reversion {

    private Reversion() {}

    static Outcome run(Work work, boolean approved) throws SQLException {
        List<Script> scripts = scripts(work);
        List<String> doubts = new RevertGate(work).doubts();
        if (!doubts.isEmpty()) {
            return new Outcome.Refused(doubts);
        }
        List<String> held = held(work, scripts);
        Optional<Outcome> wanted = held.isEmpty() ? Optional.empty() : keep(work, scripts, held, approved);
        if (wanted.isPresent()) {
            return wanted.get();
        }
        if (!approved) {
            Archiving.giveUpRevert(work);
        }
        Archiving.giveUpContract(work);
        new SyncInstaller(work.sessions()).remove(work.number(), work.plan(), work.progress());
        int applied = undo(work, scripts);
        Marks.expanded(work, false);
        return new Outcome.Done("sync is off; " + Figures.counted(applied, "revert script") + " applied now");
    }

    /** Empty when what only the new shape holds is archived, and a person has agreed that it goes. */
    private static Optional<Outcome> keep(Work work, List<Script> scripts, List<String> held, boolean approved)
            throws SQLException {
        if (work.plan().contract().archive().isZero()) {
            return Optional.of(new Outcome.Refused(held));
        }
        List<String> archived;
        try {
            archived = Archiving.ofRevert(work, scripts);
        } catch (ApplicationFailure e) {
            if (!Failures.CANNOT_ARCHIVE.equals(e.getType())) {
                throw e;
            }
            List<String> reasons = new ArrayList<>(held);
            reasons.add(e.getOriginalMessage());
            return Optional.of(new Outcome.Refused(reasons));
        }
        return approved ? Optional.empty() : Optional.of(new Outcome.GateOpen(archived, held));
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

    /** One sentence with its count for each thing that the revert takes away and the old side does not give back. */
    private static List<String> held(Work work, List<Script> scripts) throws SQLException {
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

    private static int undo(Work work, List<Script> scripts) throws SQLException {
        try (LockObserver observer = work.observer("revert")) {
            work.heartbeats().tell(observer::progress);
            return new ScriptRunner(work, observer).run(ScriptKind.REVERT, 1, scripts);
        }
    }
}
