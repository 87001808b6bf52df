// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import dev.interlock.domain.lifecycle.MigrationState.SchemaState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The transition function. Values in, a decision out; no clock, no I/O.
 *
 * <p>A transition only says where the migration is and whether it holds; which task that calls for is
 * {@link DesiredTask}'s, and beginning and cancelling follow from the difference.
 */
public final class MigrationMachine {

    private MigrationMachine() {}

    /**
     * The first decision of a run.
     *
     * @param left the phase that an earlier run of the same plan left behind; {@code QUEUED} for none
     */
    public static Decision start(
            RunPolicy policy, String planSha256, PhaseName left, FlagState flag, SchemaState schema, Instant now) {
        MigrationState state = MigrationState.begin(policy, planSha256, firstPhase(left), flag, schema);
        return decide(
                state,
                List.of(new Said(
                        Note.Kind.PHASE, Origin.interlock(""), state.phase().name() + ": started")),
                state,
                now);
    }

    public static Decision next(MigrationState state, MigrationEvent event, Instant now) {
        List<Said> said = new ArrayList<>();
        MigrationState after = Closing.apply(apply(state, event, now, said), now);
        return decide(state, said, after, now);
    }

    /** An earlier run was cancelled or terminated: go to a proven 0 % and on from there, or finish what cannot go back. */
    private static Phase firstPhase(PhaseName left) {
        return switch (left) {
            case QUEUED, PREFLIGHT, REJECTED -> new Phase.Queued();
            case DROPPED, COMPLETED -> new Phase.Dropped();
            case REVERTING, REVERTED ->
                new Phase.RollingBack(left, Phase.Then.REVERT, Origin.interlock("an earlier run was reverting"), false);
            case EXPANDING, BACKFILLING, RAMPING, SOAKING, HIDING, DROPPING, ROLLING_BACK, ROLLED_BACK ->
                new Phase.RollingBack(
                        left, Phase.Then.RESUME, Origin.interlock("an earlier run ended in " + left), false);
        };
    }

    private static MigrationState apply(MigrationState state, MigrationEvent event, Instant now, List<Said> said) {
        if (event instanceof MigrationEvent.Ordered ordered) {
            return OnCommand.apply(state, ordered.command(), now, said);
        }
        if (event instanceof MigrationEvent.Killed killed) {
            return OnCommand.killed(state, killed.origin(), said);
        }
        if (event instanceof MigrationEvent.CancelRequested) {
            return OnCommand.cancelled(state, said);
        }
        if (event instanceof MigrationEvent.AlarmRang) {
            return OnAlarm.apply(state, now);
        }
        return OnTask.apply(state, event, now, said);
    }

    private static Decision decide(MigrationState before, List<Said> said, MigrationState after, Instant now) {
        List<Effect> effects = new ArrayList<>();
        MigrationState aligned = after.with(after.tasks().align(DesiredTask.of(after), effects));
        if (OnCommand.waitsForTheDrop(before, aligned)) {
            aligned.tasks().running().ifPresent(drop -> effects.add(new Effect.Cancel(drop.turn())));
        }
        if (!before.rate().equals(aligned.rate())) {
            Origin by = said.get(0).by();
            aligned.rate().ifPresent(rate -> effects.add(new Effect.SetRate(rate, by)));
        }
        List<Note> notes = Notes.of(before, said, aligned, now);
        List<Effect> all = new ArrayList<>();
        notes.forEach(note -> all.add(new Effect.Write(note)));
        all.addAll(effects);
        return new Decision(aligned.noted(notes.size()), all);
    }
}
