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
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What has happened and waits for its turn. Handlers only put things in here; the one loop takes them out. */
final class OperatorInbox {

    private final Deque<MigrationEvent> events = new ArrayDeque<>();
    private final SeenCommands seen = new SeenCommands();
    private long added;
    private long taken;
    private @Nullable MigrationState state;
    private @Nullable MigrationStatus status;

    boolean add(MigrationEvent event) {
        added++;
        return events.add(event);
    }

    /**
     * Waits for the next event; empty once the run is {@code over}. What comes at the very end is still taken, and put on
     * record: an update that waits for its answer would otherwise wait for ever.
     */
    Optional<MigrationEvent> takeUnless(BooleanSupplier over) {
        Workflow.await(() -> !events.isEmpty() || (over.getAsBoolean() && Workflow.isEveryHandlerFinished()));
        if (events.isEmpty()) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(events.remove());
    }

    /** Called after every decision: what updates may now answer with. */
    void answer(MigrationState decided, MigrationStatus shown) {
        state = decided;
        status = shown;
    }

    void signal(String verb, @Nullable Object json) {
        Messages.Read read = Messages.read(json);
        if (seen.isRepeated(read.message())) {
            return;
        }
        seen.remember(read.message());
        order(
                read.why().isEmpty()
                        ? Messages.command(verb, read.message(), false)
                        : new Command.Malformed(Messages.origin(null, false), verb, read.why()));
    }

    void unknownSignal(String name) {
        order(new Command.Malformed(Messages.origin(null, false), name, "there is no signal " + name));
    }

    /** Every worker of a database hears a kill and says so: the second time it is no news. */
    void killed(@Nullable Object json) {
        Messages.Read read = Messages.read(json);
        if (seen.isRepeated(read.message())) {
            return;
        }
        seen.remember(read.message());
        add(new MigrationEvent.Killed(Messages.origin(read.message(), false)));
    }

    /** Refuses before anything is written into the history. Before the first decision everything is let in to wait. */
    void validate(String verb, @Nullable CommandMessage message) {
        if (state == null || seen.isRepeated(message)) {
            return;
        }
        Ruling ruling = CommandRules.rule(state, Messages.command(verb, message, true));
        if (ruling instanceof Ruling.Refuse refuse) {
            throw new CommandRefused(refuse.message());
        }
    }

    CommandAnswer update(String verb, @Nullable CommandMessage message) {
        Workflow.await(() -> state != null && events.isEmpty());
        if (seen.isRepeated(message)) {
            return new CommandAnswer(false, "this command was taken before", shownStatus());
        }
        seen.remember(message);
        Command command = Messages.command(verb, message, true);
        Ruling ruling = CommandRules.rule(decided(), command);
        order(command);
        long mine = added;
        Workflow.await(() -> taken >= mine && events.isEmpty());
        if (ruling instanceof Ruling.Refuse refuse) {
            throw ApplicationFailure.newNonRetryableFailure(refuse.message(), CommandRefused.TYPE);
        }
        return new CommandAnswer(ruling instanceof Ruling.Accept, ruling.message(), shownStatus());
    }

    private void order(Command command) {
        add(new MigrationEvent.Ordered(command));
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
