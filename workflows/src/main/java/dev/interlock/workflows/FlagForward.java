// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.FlagActivities;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import org.slf4j.Logger;

/**
 * Moves the flag forward, which every step does: tried once within the workflow task, where it is one event in place of six.
 * What fails there is done by an activity of its own, which is tried for ever; that the flag is then perhaps moved twice is
 * what the port allows for. The way back is never here: it waits for nothing, and no trouble may end it.
 */
final class FlagForward {

    private static final Logger LOG = Workflow.getLogger(FlagForward.class);

    private FlagForward() {}

    /** @param atOnce whether it is tried within the workflow task */
    static Promise<Outcome> begin(Run run, Task task, Call call, boolean atOnce) {
        return Async.function(() -> atOnce ? tried(run, task, call) : ordinary(run, task, call));
    }

    private static Outcome tried(Run run, Task task, Call call) {
        try {
            return move(
                    Workflow.newLocalActivityStub(FlagActivities.class, ActivityTable.atOnce(task, run)), task, call);
        } catch (ActivityFailure notAtOnce) {
            LOG.info("{} is not done at once; an activity of its own goes on with it", task, notAtOnce);
        }
        return ordinary(run, task, call);
    }

    private static Outcome ordinary(Run run, Task task, Call call) {
        return move(
                Workflow.newActivityStub(FlagActivities.class, ActivityTable.of(FlagActivities.class, task, run)),
                task,
                call);
    }

    private static Outcome move(FlagActivities flag, Task task, Call call) {
        return task instanceof Task.Raise raise ? flag.raise(call, raise.percent()) : flag.turnSafeSide(call);
    }
}
