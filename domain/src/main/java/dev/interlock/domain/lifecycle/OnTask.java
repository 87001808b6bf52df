// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;
import java.util.List;

/** What the end of a task changes. Of a task that is not under way any more, nothing. */
final class OnTask {

    private OnTask() {}

    static MigrationState apply(MigrationState state, MigrationEvent event, Instant now, List<Said> said) {
        if (event instanceof MigrationEvent.Finished finished) {
            return finished(state, finished, now, said);
        }
        if (event instanceof MigrationEvent.Faulted faulted) {
            return faulted(state, faulted, now, said);
        }
        return stopped(state, ((MigrationEvent.Stopped) event).turn());
    }

    private static MigrationState finished(
            MigrationState state, MigrationEvent.Finished event, Instant now, List<Said> said) {
        if (!state.tasks().isRunning(event.turn())) {
            return stopped(state, event.turn());
        }
        Verdicts.sentence(event.outcome())
                .ifPresent(text -> said.add(new Said(Verdicts.kind(event.outcome()), Origin.interlock(""), text)));
        return OnOutcome.apply(state.with(state.tasks().ended()), event.outcome(), now, said);
    }

    private static MigrationState stopped(MigrationState state, long turn) {
        if (state.tasks().isStopping(turn)) {
            return state.with(state.tasks().stopped());
        }
        if (!state.tasks().isRunning(turn)) {
            return state;
        }
        MigrationState idle = state.with(state.tasks().ended());
        return state.phase() instanceof Phase.Dropping dropping ? idle.with(asking(dropping), state.hold()) : idle;
    }

    private static MigrationState faulted(
            MigrationState state, MigrationEvent.Faulted event, Instant now, List<Said> said) {
        if (!state.tasks().isRunning(event.turn())) {
            return stopped(state, event.turn());
        }
        said.add(new Said(Note.Kind.FAULT, Origin.interlock(""), event.words()));
        Task task = state.tasks().running().orElseThrow().task();
        MigrationState idle = state.with(state.tasks().ended());
        if (idle.phase() instanceof Phase.Ended ended) {
            return idle.leave(ended.asClosed());
        }
        if (task instanceof Task.Guard || task instanceof Task.AskDrop) {
            return idle.held(Hold.Kind.FAULT, event.words(), now).unwatched(event.words());
        }
        return hold(idle, event.words(), now);
    }

    private static MigrationState hold(MigrationState idle, String words, Instant now) {
        if (idle.phase() instanceof Phase.Dropping dropping) {
            return idle.heldIn(asking(dropping), Hold.Kind.FAULT, words, now);
        }
        if (idle.phase() instanceof Phase.RolledBack rolledBack) {
            return idle.heldIn(rolledBack.standing(), Hold.Kind.FAULT, words, now);
        }
        return idle.held(Hold.Kind.FAULT, words, now);
    }

    private static Phase asking(Phase.Dropping dropping) {
        return new Phase.Dropping(dropping.soakStarted(), dropping.goingBack(), true);
    }
}
