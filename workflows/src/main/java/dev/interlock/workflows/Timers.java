// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Alarm;
import dev.interlock.domain.lifecycle.MigrationEvent;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one durable timer. It has a name that people read, and a scope of its own in which it is cancelled when the moment
 * changes: a timed await would leave its timer running.
 */
final class Timers {

    private final OperatorInbox inbox;
    private Optional<Alarm> armed = Optional.empty();
    private @Nullable CancellationScope scope;

    Timers(OperatorInbox inbox) {
        this.inbox = inbox;
    }

    void arm(Optional<Alarm> alarm) {
        if (alarm.equals(armed)) {
            return;
        }
        disarm();
        armed = alarm;
        alarm.ifPresent(this::begin);
    }

    void disarm() {
        armed = Optional.empty();
        if (scope != null) {
            scope.cancel();
            scope = null;
        }
    }

    private void begin(Alarm alarm) {
        Duration wait = Duration.between(Now.instant(), alarm.at());
        Duration atLeast = wait.isNegative() || wait.isZero() ? Duration.ofMillis(1) : wait;
        TimerOptions named = TimerOptions.newBuilder().setSummary(alarm.label()).build();
        scope = Workflow.newDetachedCancellationScope(
                () -> Workflow.newTimer(atLeast, named).handle((fired, cancelled) -> cancelled == null && ring()));
        scope.run();
    }

    private boolean ring() {
        armed = Optional.empty();
        scope = null;
        return inbox.add(new MigrationEvent.AlarmRang());
    }
}
