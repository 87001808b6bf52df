// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What commands change. Whether they may is {@link CommandRules}'. */
final class OnCommand {

    private OnCommand() {}

    static MigrationState apply(MigrationState state, Command command, Instant now, List<Said> said) {
        Ruling ruling = CommandRules.rule(state, command, now);
        boolean refused = ruling instanceof Ruling.Refuse;
        said.add(new Said(
                refused ? Note.Kind.REFUSED : Note.Kind.COMMAND, command.origin(), sentence(command, ruling, refused)));
        return ruling instanceof Ruling.Accept ? carryOut(state, command, now) : state;
    }

    private static String sentence(Command command, Ruling ruling, boolean refused) {
        String reason = command.origin().reason();
        return command.verb()
                + (reason.isEmpty() ? "" : " (" + reason + ")")
                + (refused ? " refused: " : ": ")
                + ruling.message();
    }

    /** Acts like a rollback in every phase where that is legal; elsewhere it is recorded. */
    static MigrationState killed(MigrationState state, Origin origin, List<Said> said) {
        Command rollback = new Command.Rollback(origin);
        said.add(new Said(Note.Kind.COMMAND, origin, "kill (" + origin.reason() + "): the flag is at 0 % already"));
        boolean legal =
                state.phase().name() != PhaseName.QUEUED && CommandRules.rule(state, rollback) instanceof Ruling.Accept;
        return legal ? rollback(state, origin, Phase.Then.STAND) : state;
    }

    static MigrationState cancelled(MigrationState state, List<Said> said) {
        Origin origin = new Origin("temporal", false, "the workflow was asked to cancel");
        Ruling ruling = CommandRules.rule(state, new Command.Rollback(origin));
        if (ruling instanceof Ruling.Refuse refuse) {
            said.add(new Said(Note.Kind.REFUSED, origin, "cancel refused: " + refuse.message()));
            return state;
        }
        said.add(new Said(Note.Kind.COMMAND, origin, "cancel: rolls back, then the run ends"));
        if (state.phase() instanceof Phase.RolledBack rolledBack) {
            return state.withCancelled().leave(rolledBack.standing());
        }
        return ruling instanceof Ruling.Accept
                ? rollback(state.withCancelled(), origin, Phase.Then.STAND)
                : state.withCancelled();
    }

    private static MigrationState carryOut(MigrationState state, Command command, Instant now) {
        if (command instanceof Command.Pause && state.phase() instanceof Phase.RolledBack rolledBack) {
            return state.leave(rolledBack.standing());
        }
        if (command instanceof Command.Pause) {
            String by = command.origin().actor();
            String reason = command.origin().reason();
            return state.with(
                    state.phase(),
                    Optional.of(new Hold(
                            Hold.Kind.PAUSE, "paused by " + by + (reason.isEmpty() ? "" : ": " + reason), now)));
        }
        if (command instanceof Command.Resume) {
            return Resume.apply(state, now);
        }
        if (command instanceof Command.Rollback) {
            return rollback(state, command.origin(), Phase.Then.STAND);
        }
        if (command instanceof Command.Revert) {
            return revert(state, command.origin(), now);
        }
        if (command instanceof Command.Approve) {
            if (state.phase() instanceof Phase.Reverting) {
                return state.leave(new Phase.Reverting(true));
            }
            SoakStage stage = ((Phase.Soaking) state.phase()).stage();
            return state.leave(Ways.hide(stage.started()));
        }
        if (command instanceof Command.Throttle throttle) {
            return state.with(throttle.rate());
        }
        if (command instanceof Command.Repair) {
            return state.leave(Ways.repair((Phase.Ramping) state.phase()));
        }
        return command instanceof Command.Extend extend ? extend(state, extend, now) : promote(state, now);
    }

    /** Ends every hold. What has touched nothing yet is over; a drop under way is waited for. */
    private static MigrationState rollback(MigrationState state, Origin origin, Phase.Then then) {
        Phase phase = state.phase();
        if (phase instanceof Phase.Queued || phase instanceof Phase.Preflight) {
            return state.leave(new Phase.Reverted(false));
        }
        if (phase instanceof Phase.RolledBack rolledBack) {
            return state.leave(rolledBack.standing());
        }
        if (phase instanceof Phase.Dropping dropping) {
            return state.leave(new Phase.Dropping(dropping.soakStarted(), Optional.of(origin), dropping.asking()));
        }
        return state.leave(new Phase.RollingBack(phase.name(), then, origin, false));
    }

    /** A rollback or kill has just begun to wait for the drop: its present attempt is told to stop. */
    static boolean waitsForTheDrop(MigrationState before, MigrationState after) {
        boolean waited =
                before.phase() instanceof Phase.Dropping b && b.goingBack().isPresent();
        boolean waits =
                after.phase() instanceof Phase.Dropping a && a.goingBack().isPresent() && !a.asking();
        return waits && !waited;
    }

    private static MigrationState revert(MigrationState state, Origin origin, Instant now) {
        if (state.phase() instanceof Phase.RollingBack rollingBack) {
            return state.with(
                    new Phase.RollingBack(
                            rollingBack.from(), Phase.Then.REVERT, rollingBack.origin(), rollingBack.zeroed()),
                    state.hold());
        }
        if (state.phase() instanceof Phase.RolledBack rolledBack) {
            return Proven.then(state, rolledBack.except(), Phase.Then.REVERT, now);
        }
        return rollback(state, origin, Phase.Then.REVERT);
    }

    private static MigrationState promote(MigrationState state, Instant now) {
        RampStage.Watching watching = (RampStage.Watching) ((Phase.Ramping) state.phase()).stage();
        return state.leave(Ways.afterStep(state, watching.step(), now));
    }

    /** From where it ends now: what waits for an opening ends there. */
    private static MigrationState extend(MigrationState state, Command.Extend command, Instant now) {
        if (state.phase() instanceof Phase.Ramping ramping && ramping.stage() instanceof RampStage.Watching watching) {
            return state.with(new Phase.Ramping(extend(state, watching, command, now)), state.hold());
        }
        if (state.phase() instanceof Phase.Hiding hiding && hiding.stage() instanceof HideStage.Hidden hidden) {
            Instant ends = state.policy().ramp().opening(hidden.until());
            return state.with(hiding.at(hidden.until(ends.plus(command.by()))), state.hold());
        }
        SoakStage.Clock clock = (SoakStage.Clock) ((Phase.Soaking) state.phase()).stage();
        SoakStage.Clock longer =
                new SoakStage.Clock(clock.started(), clock.until().plus(command.by()));
        return state.with(new Phase.Soaking(longer), state.hold());
    }

    private static RampStage extend(
            MigrationState state, RampStage.Watching watching, Command.Extend command, Instant now) {
        Instant ends = state.policy().ramp().next(watching.step(), watching.until());
        // While it is held, no hold time passes.
        boolean over = !watching.until().isAfter(state.hold().map(Hold::since).orElse(now));
        boolean waits = over && ends.isAfter(watching.until());
        return (waits ? watching.waitingFor(ends) : watching).until(ends.plus(command.by()));
    }
}
