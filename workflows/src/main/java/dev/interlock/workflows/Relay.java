// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Decision;
import dev.interlock.domain.lifecycle.Succession;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.LedgerActivities;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import org.slf4j.Logger;

/** How a run begins: with a plan, or where the run before it has ended. */
record Relay(Run run, NoteBook notes, Decision first) {

    private static final Logger LOG = Workflow.getLogger(Relay.class);

    static Relay begin(StartInput input, OperatorInbox inbox, Shown shown) {
        return input.carried() == null ? start(input) : goOn(input.carried(), input, inbox, shown);
    }

    private static Relay start(StartInput input) {
        Run run = Run.register(input);
        return new Relay(run, new NoteBook(), run.firstDecision(Now.instant()));
    }

    /** People see at once what they saw before, and commands are judged by it, while the ledger is being told. */
    private static Relay goOn(Carried left, StartInput input, OperatorInbox inbox, Shown shown) {
        Run run = Run.after(left, input);
        NoteBook notes = NoteBook.of(left);
        inbox.remember(left.commandIds());
        shown.update(run, left.state(), notes.all());
        inbox.answer(left.state(), shown.status());
        takeOver(run, run.lastCallOf(left, notes.unwritten()), notes);
        return new Relay(run, notes, Succession.goOn(left.state(), Now.instant()));
    }

    /** A ledger that belongs to another run refuses every later call too, and then that is what it holds for. */
    private static void takeOver(Run run, Call call, NoteBook notes) {
        LedgerActivities ledger = Workflow.newActivityStub(
                LedgerActivities.class,
                ActivityTable.record("Take over from run " + call.runId() + ", whose history is long"));
        try {
            ledger.takeOver(call, run.runId());
            notes.written(notes.size());
        } catch (ActivityFailure refused) {
            LOG.warn("the ledger does not know run {} as the one after {}", run.runId(), call.runId(), refused);
        }
    }

    /** What the next run begins with. */
    Carried leave(Decision last, OperatorInbox inbox) {
        return new Carried(
                run.registered().number(),
                run.runId(),
                last.state(),
                notes.newest(),
                notes.unwritten().size(),
                inbox.seenCommands());
    }
}
