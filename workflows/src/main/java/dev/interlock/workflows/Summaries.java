// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.RunPolicy;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.Durations;
import dev.interlock.domain.plan.Moments;
import java.util.Map;

/** What the Web UI shows on an activity. */
final class Summaries {

    private static final Map<Class<? extends Task>, String> PLAIN = Map.ofEntries(
            Map.entry(Task.Preflight.class, "Look before the first lock"),
            Map.entry(Task.Expand.class, "Expand: additive DDL, then sync"),
            Map.entry(Task.Backfill.class, "Backfill the rows that existed before"),
            Map.entry(Task.Parity.class, "Exact parity under one snapshot"),
            Map.entry(Task.Repair.class, "Repair the rows whose right side is certain"),
            Map.entry(Task.AwaitEvaluators.class, "0 %: wait for live evaluators"),
            Map.entry(Task.SoakWatch.class, "Soak at 100 %: each attempt is one look"),
            Map.entry(Task.Gate.class, "Gate: is the contract safe?"),
            Map.entry(Task.TurnSafeSide.class, "Turn the safe side to new"),
            Map.entry(Task.Archive.class, "Archive what the contract drops; it is kept up until then"),
            Map.entry(Task.Hide.class, "Hide the old names, which can be undone"),
            Map.entry(Task.HideWatch.class, "Old names hidden: does anybody still need one?"),
            Map.entry(Task.Unhide.class, "Un-hide the old names; the flag stays at 100 %"),
            Map.entry(Task.Drop.class, "Drop: the point of no return is its commit"),
            Map.entry(Task.AskDrop.class, "Ask the ledger whether the drop has committed"),
            Map.entry(Task.AfterDrop.class, "Pin the flag, run what could not be in the drop"),
            Map.entry(Task.ProveKill.class, "Prove 0 %: every evaluator answers, nothing in flight"),
            Map.entry(Task.AwaitAnswers.class, "Wait for evaluators that have not answered"),
            Map.entry(Task.Revert.class, "Revert: undo the expand"));

    private Summaries() {}

    static String of(Task task, RunPolicy policy) {
        if (task instanceof Task.Claim) {
            return "Claim " + String.join(", ", policy.tables());
        }
        if (task instanceof Task.Raise raise) {
            return "Flag " + policy.flagKey() + " to " + raise.percent();
        }
        if (task instanceof Task.Zero zero) {
            return "Flag " + policy.flagKey() + " to 0 %: " + zero.reason();
        }
        if (task instanceof Task.Calibrate) {
            return "0 %: compare cohorts for " + Durations.text(policy.ramp().calibrate());
        }
        if (task instanceof Task.Watch watch) {
            return "Ramp " + watch.percent() + ": watch until " + Moments.text(watch.until());
        }
        if (task instanceof Task.Guard guard) {
            return "Held at " + guard.percent() + ": watch for a FAIL";
        }
        if (task instanceof Task.Close close) {
            return "Close as " + close.endedAs();
        }
        return PLAIN.getOrDefault(task.getClass(), task.getClass().getSimpleName());
    }
}
