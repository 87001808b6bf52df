// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is under way: at most one task, and beside it at most one that was cancelled and has not stopped yet.
 *
 * @param turn counts the tasks begun; an outcome that carries another turn than these is late and means nothing
 * @param stopping cancelled schema work; no other schema work begins beside it
 *
 * <p>Only the turn travels to a run that goes on after this one: what is wanted there follows from the rest of the state.
 */
@JsonIncludeProperties("turn")
public record Tasks(long turn, Optional<Running> running, Optional<Running> stopping) {

    static final Tasks NONE = new Tasks(0, Optional.empty(), Optional.empty());

    /** A task under way. */
    public record Running(long turn, Task task) {}

    boolean idle() {
        return running.isEmpty() && stopping.isEmpty();
    }

    boolean isRunning(long number) {
        return running.filter(r -> r.turn() == number).isPresent();
    }

    boolean isStopping(long number) {
        return stopping.filter(r -> r.turn() == number).isPresent();
    }

    /** As a run begins that goes on after another one. */
    Tasks handedOver() {
        return new Tasks(turn, Optional.empty(), Optional.empty());
    }

    Tasks ended() {
        return new Tasks(turn, Optional.empty(), stopping);
    }

    Tasks stopped() {
        return new Tasks(turn, running, Optional.empty());
    }

    /** What to begin and cancel so that {@code desired} is under way. Appends to {@code effects}. */
    Tasks align(Optional<Task> desired, List<Effect> effects) {
        if (running.map(Running::task).equals(desired)) {
            return this;
        }
        Tasks now = cancel(effects);
        if (desired.isEmpty() || now.mustWait(desired.get())) {
            return now;
        }
        Running next = new Running(turn + 1, desired.get());
        effects.add(new Effect.Start(next.turn(), next.task()));
        return new Tasks(next.turn(), Optional.of(next), now.stopping());
    }

    private boolean mustWait(Task task) {
        return stopping.isPresent() && (task.touchesSchema() || task instanceof Task.ProveKill);
    }

    private Tasks cancel(List<Effect> effects) {
        if (running.isEmpty()) {
            return this;
        }
        effects.add(new Effect.Cancel(running.get().turn()));
        boolean waitForIt = running.get().task().touchesSchema();
        return new Tasks(turn, Optional.empty(), waitForIt ? running : stopping);
    }

    static List<Effect> effects() {
        return new ArrayList<>();
    }
}
