// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Task;
import dev.interlock.workflows.port.FlagActivities;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.WatchActivities;
import dev.interlock.workflows.temporal.TaskQueues;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * Every time-out, retry and queue, in one place.
 *
 * <p>What must happen in the end (flag down, claim given up, notes written, the drop's outcome known) is retried for
 * ever; work on the schema gives up after {@link #SCHEMA_ATTEMPTS} and becomes a hold that shows why.
 */
final class ActivityTable {

    private static final int SCHEMA_ATTEMPTS = 10;
    private static final int SUMMARY_LENGTH = 180;

    /** A signal that comes meanwhile waits for no longer than this. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    private ActivityTable() {}

    static ActivityOptions register(String summary) {
        return options(LedgerActivities.class, Kind.CONTROL, Duration.ofSeconds(20), summary);
    }

    static ActivityOptions record(String summary) {
        return options(LedgerActivities.class, Kind.CONTROL, Duration.ofSeconds(20), summary);
    }

    static ActivityOptions of(Class<?> port, Task task, Run run) {
        return options(
                port,
                kind(task),
                run.heartbeat(),
                Summaries.of(task, run.registered().policy()));
    }

    /** Once, within the workflow task; whoever uses this knows what to do when it fails. */
    static LocalActivityOptions atOnce(Task task, Run run) {
        return LocalActivityOptions.newBuilder()
                .setScheduleToCloseTimeout(AT_ONCE)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .setSummary(shortened(Summaries.of(task, run.registered().policy())))
                .build();
    }

    /** A worker serves whole ports: a task of another queue than its port's would wait for ever. */
    private static String queue(Class<?> port) {
        if (port == LedgerActivities.class || port == FlagActivities.class) {
            return TaskQueues.CONTROL;
        }
        return port == WatchActivities.class ? TaskQueues.WATCH : TaskQueues.SCHEMA;
    }

    private enum Kind {
        CONTROL,
        QUESTION,
        WATCH,
        SCHEMA,
        DROP
    }

    private static Kind kind(Task task) {
        if (task instanceof Task.Drop) {
            return Kind.DROP;
        }
        if (task.touchesSchema()) {
            return Kind.SCHEMA;
        }
        if (task instanceof Task.SoakWatch
                || task instanceof Task.HideWatch
                || task instanceof Task.AwaitAnswers
                || (task instanceof Task.Claim claim && claim.queue())) {
            return Kind.QUESTION;
        }
        boolean watches = task instanceof Task.AwaitEvaluators
                || task instanceof Task.Calibrate
                || task instanceof Task.Watch
                || task instanceof Task.Guard
                || task instanceof Task.ProveKill;
        return watches ? Kind.WATCH : Kind.CONTROL;
    }

    private static ActivityOptions options(Class<?> port, Kind kind, Duration heartbeat, String summary) {
        ActivityOptions.Builder options =
                ActivityOptions.newBuilder().setTaskQueue(queue(port)).setSummary(shortened(summary));
        return switch (kind) {
            case CONTROL ->
                options.setStartToCloseTimeout(Duration.ofSeconds(10))
                        .setRetryOptions(retry(0, Duration.ofMillis(200), Duration.ofSeconds(5)))
                        .build();
            case QUESTION ->
                options.setStartToCloseTimeout(Duration.ofMinutes(1))
                        .setRetryOptions(retry(0, Duration.ofSeconds(1), Duration.ofMinutes(1)))
                        .build();
            case WATCH ->
                options.setStartToCloseTimeout(AS_LONG_AS_IT_TAKES)
                        .setHeartbeatTimeout(heartbeat)
                        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                        .setRetryOptions(retry(0, Duration.ofMillis(500), Duration.ofSeconds(10)))
                        .build();
            case SCHEMA, DROP ->
                options.setStartToCloseTimeout(AS_LONG_AS_IT_TAKES)
                        .setHeartbeatTimeout(heartbeat)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setRetryOptions(retry(
                                kind == Kind.DROP ? 0 : SCHEMA_ATTEMPTS, Duration.ofSeconds(1), Duration.ofMinutes(1)))
                        .build();
        };
    }

    private static String shortened(String summary) {
        return summary.length() <= SUMMARY_LENGTH ? summary : summary.substring(0, SUMMARY_LENGTH - 1) + "…";
    }

    /** {@code attempts} 0 is without end. */
    private static RetryOptions retry(int attempts, Duration first, Duration longest) {
        return RetryOptions.newBuilder()
                .setInitialInterval(first)
                .setBackoffCoefficient(2)
                .setMaximumInterval(longest)
                .setMaximumAttempts(attempts)
                .build();
    }
}
