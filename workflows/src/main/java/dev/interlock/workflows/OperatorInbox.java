// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Command;
import dev.interlock.domain.lifecycle.CommandRules;
import dev.interlock.domain.lifecycle.MigrationEvent;
import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.Ruling;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What has happened and waits for its turn. Handlers only put things in here; the one loop takes them out, and nothing is
 * decided before that.
 */
final class OperatorInbox {

    private final Arrivals arrivals = new Arrivals();
    private final SeenCommands seen = new SeenCommands();
    private @Nullable MigrationState state;
    private @Nullable MigrationStatus status;

    boolean add(MigrationEvent event) {
        return arrivals.add(new Arrival(event, null));
    }

    /**
     * Waits for the next event; empty once the run is {@code over}. What comes at the very end is still taken, and put on
     * record: an update that waits for its answer would otherwise wait for ever.
     */
    Optional<MigrationEvent> takeUnless(BooleanSupplier over) {
        while (true) {
            Workflow.await(() -> !arrivals.isEmpty() || (over.getAsBoolean() && Workflow.isEveryHandlerFinished()));
            if (arrivals.isEmpty()) {
                return Optional.empty();
            }
            Arrival next = arrivals.remove();
            if (isNews(next)) {
                return Optional.of(next.event());
            }
        }
    }

    /** Of a run that goes on after another one. */
    void remember(List<String> commandIds) {
        seen.remember(commandIds);
    }

    List<String> seenCommands() {
        return seen.all();
    }

    boolean isEmpty() {
        return arrivals.isEmpty();
    }

    /**
     * Lets every command be answered; false when something new has come meanwhile, which is to be taken first. The answer to an
     * update and the end of its run do not go in one workflow task: where a signal has come too late for that one, the server
     * has it done again, and whoever sent the update would be told that it failed. So the record is written in between.
     */
    boolean comesToRest(Runnable record, BooleanSupplier written) {
        boolean answers = !Workflow.isEveryHandlerFinished();
        if (answers) {
            record.run();
        }
        Workflow.await(() ->
                !arrivals.isEmpty() || (Workflow.isEveryHandlerFinished() && (!answers || written.getAsBoolean())));
        return arrivals.isEmpty();
    }

    /** Called after every decision: what updates may now answer with. */
    void answer(MigrationState decided, MigrationStatus shown) {
        state = decided;
        status = shown;
    }

    void signal(String verb, @Nullable Object json) {
        Messages.Read read = Messages.read(json);
        Command command = read.why().isEmpty()
                ? Messages.command(verb, read.message())
                : new Command.Malformed(Messages.origin(null), verb, read.why());
        arrivals.add(new Arrival(new MigrationEvent.Ordered(command), read.message()));
    }

    void unknownSignal(String name) {
        add(new MigrationEvent.Ordered(Messages.unknown(name)));
    }

    void killed(@Nullable Object json) {
        CommandMessage message = Messages.read(json).message();
        arrivals.add(new Arrival(new MigrationEvent.Killed(Messages.origin(message)), message));
    }

    /** Refuses before anything is written into the history. Before the first decision everything is let in to wait. */
    void validate(String verb, @Nullable CommandMessage message) {
        if (state == null || seen.isRepeated(message)) {
            return;
        }
        Ruling ruling = CommandRules.rule(state, Messages.command(verb, message), Now.instant());
        if (ruling instanceof Ruling.Refuse refuse) {
            throw new CommandRefused(refuse.message());
        }
    }

    CommandAnswer update(String verb, @Nullable CommandMessage message) {
        Arrival mine = new Arrival(new MigrationEvent.Ordered(Messages.command(verb, message)), message);
        arrivals.addUpdate(mine);
        Workflow.await(mine::isRuled);
        Ruling ruling = mine.ruling();
        if (ruling instanceof Ruling.Refuse refuse) {
            throw ApplicationFailure.newNonRetryableFailure(refuse.message(), CommandRefused.TYPE);
        }
        return new CommandAnswer(ruling instanceof Ruling.Accept, ruling.message(), shownStatus());
    }

    /** A command is taken once, whichever way it comes again; a kill is reported by every worker that heard it. */
    private boolean isNews(Arrival arrival) {
        if (seen.isRepeated(arrival.message())) {
            arrival.ruled(new Ruling.NoOp("this command was taken before"));
            return false;
        }
        seen.remember(arrival.message());
        if (arrival.event() instanceof MigrationEvent.Ordered ordered) {
            arrival.ruled(CommandRules.rule(decided(), ordered.command(), Now.instant()));
        }
        return true;
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
