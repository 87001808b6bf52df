// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Command;
import dev.interlock.domain.lifecycle.CommandRules;
import dev.interlock.domain.lifecycle.MigrationEvent;
import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.Ruling;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has happened and waits for its turn. Handlers only put things in here; the one loop takes them out.
 *
 * <p>A command id that was seen before is not taken again: its update answers with the present state.
 */
final class OperatorInbox {

    private static final int REMEMBERED_COMMANDS = 200;

    private final Deque<MigrationEvent> events = new ArrayDeque<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private long added;
    private long taken;
    private @Nullable MigrationState state;
    private @Nullable MigrationStatus status;

    boolean add(MigrationEvent event) {
        added++;
        return events.add(event);
    }

    MigrationEvent take() {
        Workflow.await(() -> !events.isEmpty());
        taken++;
        return events.remove();
    }

    /** Called after every decision: what updates may now answer with. */
    void answer(MigrationState decided, MigrationStatus shown) {
        state = decided;
        status = shown;
    }

    void signal(String verb, @Nullable Object message) {
        Messages.Read read = Messages.read(message);
        order(
                read.why().isEmpty()
                        ? Messages.command(verb, read.message(), false)
                        : new Command.Malformed(Messages.origin(null, false), verb, read.why()));
    }

    void signal(String verb, @Nullable CommandMessage message, String refusal) {
        add(new MigrationEvent.Ordered(new Command.Malformed(Messages.origin(message, false), verb, refusal)));
    }

    void killed(@Nullable Object message) {
        add(new MigrationEvent.Killed(Messages.origin(Messages.read(message).message(), false)));
    }

    /** Refuses before anything is written into the history. Before the first decision everything is let in to wait. */
    void validate(String verb, @Nullable CommandMessage message) {
        if (state == null) {
            return;
        }
        Ruling ruling = CommandRules.rule(state, Messages.command(verb, message, true));
        if (ruling instanceof Ruling.Refuse refuse && !repeated(message)) {
            throw ApplicationFailure.newNonRetryableFailure(refuse.message(), "refused");
        }
    }

    CommandAnswer update(String verb, @Nullable CommandMessage message) {
        Workflow.await(() -> state != null && events.isEmpty());
        Command command = Messages.command(verb, message, true);
        Ruling ruling = CommandRules.rule(decided(), command);
        if (!repeated(message)) {
            remember(message);
            order(command);
        }
        long mine = added;
        Workflow.await(() -> taken >= mine && events.isEmpty());
        if (ruling instanceof Ruling.Refuse refuse) {
            throw ApplicationFailure.newNonRetryableFailure(refuse.message(), "refused");
        }
        return new CommandAnswer(ruling instanceof Ruling.Accept, ruling.message(), shownStatus());
    }

    private void order(Command command) {
        add(new MigrationEvent.Ordered(command));
    }

    private boolean repeated(@Nullable CommandMessage message) {
        return message != null && message.commandId() != null && seen.contains(message.commandId());
    }

    private void remember(@Nullable CommandMessage message) {
        if (message == null || message.commandId() == null) {
            return;
        }
        seen.add(message.commandId());
        if (seen.size() > REMEMBERED_COMMANDS) {
            seen.remove(seen.iterator().next());
        }
    }

    private MigrationState decided() {
        if (state == null) {
            throw new IllegalStateException("asked before the first decision");
        }
        return state;
    }

    private MigrationStatus shownStatus() {
        if (status == null) {
            throw new IllegalStateException("asked before the first decision");
        }
        return status;
    }
}
