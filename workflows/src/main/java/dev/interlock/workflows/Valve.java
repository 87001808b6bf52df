// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Decision;
import dev.interlock.domain.lifecycle.Succession;
import dev.interlock.workflows.temporal.StartMemo;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/**
 * Lets a history that has become long go on in a fresh run. A migration with every default never gets there; one that flaps
 * or is paused for weeks does.
 */
final class Valve {

    /** Events. Where servers themselves suggest it; the in-process one never does. */
    private static final int USUAL = 4_096;

    /** Notes that may wait for the ledger: more would be a large input, and wait until it answers again. */
    private static final int MOST_UNWRITTEN = 100;

    private final int longest;
    private final CancellationScope root;

    /** @param root of the workflow: a run that was asked to cancel can only end as a cancelled one */
    Valve(StartInput input, CancellationScope root) {
        this.longest = input.longestHistory() == null ? USUAL : input.longestHistory();
        this.root = root;
    }

    boolean opensAt(Decision decision, EffectRunner runner) {
        return isDue()
                && !root.isCancelRequested()
                && Succession.possible(decision)
                && runner.rateIsSet()
                && runner.notes().unwritten().size() <= MOST_UNWRITTEN;
    }

    private boolean isDue() {
        WorkflowInfo info = Workflow.getInfo();
        return info.isContinueAsNewSuggested() || info.getHistoryLength() >= longest;
    }

    /** Ends this run. The next one has the same id, and the memo that a repeated start is known by. */
    static void goOn(StartInput next) {
        Workflow.continueAsNew(
                ContinueAsNewOptions.newBuilder().setMemo(StartMemo.read()).build(), next);
    }
}
