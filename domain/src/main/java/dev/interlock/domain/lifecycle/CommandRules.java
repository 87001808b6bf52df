// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.lifecycle.Ruling.Accept;
import dev.interlock.domain.lifecycle.Ruling.NoOp;
import dev.interlock.domain.lifecycle.Ruling.Refuse;
import dev.interlock.domain.plan.RampSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which command is legal where: the table of phases and commands, one method a column. */
public final class CommandRules {

    private static final Set<Hold.Kind> NOT_TO_BE_PROMOTED_OVER =
            Set.of(Hold.Kind.PAUSE, Hold.Kind.GUARDRAIL, Hold.Kind.DRIFT, Hold.Kind.NO_DATA, Hold.Kind.PARITY);

    private static final Refuse ROLL_BACK_FIRST = new Refuse("roll back first");
    private static final NoOp AT_ZERO = new NoOp("it is already at 0 %");

    /** Whoever orders this does not want it to climb as soon as the last evaluator has answered. */
    private static final Accept STAYS = new Accept("it stays at 0 %: the resume before is withdrawn");

    /** As long as a plan may ask for at most. A date far beyond it would be one that Temporal cannot search by. */
    private static final Duration LONGEST_EXTENSION = Duration.ofDays(3650);

    private static final Origin SOMEBODY = new Origin("", false, "");

    private CommandRules() {}

    static List<String> acceptable(MigrationState state, Instant now) {
        return Stream.of(
                        new Command.Pause(SOMEBODY),
                        new Command.Resume(SOMEBODY),
                        new Command.Rollback(SOMEBODY),
                        new Command.Revert(SOMEBODY),
                        new Command.Approve(SOMEBODY, state.planSha256()),
                        new Command.Promote(SOMEBODY),
                        new Command.Extend(SOMEBODY, Duration.ofSeconds(1)),
                        new Command.Throttle(SOMEBODY, anotherRate(state)),
                        new Command.Repair(SOMEBODY))
                .filter(command -> rule(state, command, now) instanceof Accept)
                .map(Command::verb)
                .toList();
    }

    /** What becomes of the command if it comes now. */
    public static Ruling rule(MigrationState state, Command command, Instant now) {
        Ruling ruling = rule(state, command);
        return ruling instanceof Accept && state.policy().ramp().isClosed(now)
                ? whileClosed(state, command, ruling, now)
                : ruling;
    }

    /** A step is taken when it may be; the word that a contract may go on counts at any hour. */
    private static Ruling whileClosed(MigrationState state, Command command, Ruling ruling, Instant now) {
        if (command instanceof Command.Promote && !atTheLastStep(state)) {
            return new Refuse(
                    "outside of ramp.windows: the next step can be taken from " + opening(state, now) + " on");
        }
        boolean ofContract = command instanceof Command.Approve && state.phase() instanceof Phase.Soaking;
        return ofContract ? new Accept(ruling.message() + ", from " + opening(state, now) + " on") : ruling;
    }

    private static boolean atTheLastStep(MigrationState state) {
        return state.phase() instanceof Phase.Ramping ramping
                && ramping.stage() instanceof RampStage.Watching watching
                && state.policy().ramp().isLast(watching.step());
    }

    private static String opening(MigrationState state, Instant now) {
        RampSchedule ramp = state.policy().ramp();
        return ramp.windows().orElseThrow().words(ramp.opening(now), now);
    }

    /** The same, whatever the hour. */
    static Ruling rule(MigrationState state, Command command) {
        if (command instanceof Command.Malformed malformed) {
            return new Refuse(malformed.why());
        }
        if (state.phase() instanceof Phase.Ended) {
            return new Refuse("the migration has ended: " + state.phase().name());
        }
        boolean wantsToGoOn = command instanceof Command.Resume || command instanceof Command.Revert;
        if (wantsToGoOn && state.endsRolledBack()) {
            return new Refuse("the run was cancelled: start the same id again");
        }
        return switch (command.verb()) {
            case "pause" -> pause(state);
            case "resume" -> resume(state);
            case "rollback" -> rollback(state);
            case "revert" -> revert(state);
            case "approve" -> approve(state, (Command.Approve) command);
            case "promote" -> promote(state);
            case "extend" -> extend(state, (Command.Extend) command);
            case "throttle" -> throttle(state, ((Command.Throttle) command).rate());
            case "repair" -> repair(state);
            default -> throw new IllegalStateException("a command without a rule: " + command.verb());
        };
    }

    private static Ruling pause(MigrationState state) {
        PhaseName phase = state.phase().name();
        if (phase == PhaseName.DROPPING || phase == PhaseName.ROLLING_BACK) {
            return new Refuse("cannot pause in " + phase);
        }
        if (state.phase() instanceof Phase.RolledBack rolledBack) {
            return rolledBack.goesOn() ? STAYS : new NoOp("it stands already, at 0 %");
        }
        if (state.phase() instanceof Phase.Hiding hiding && hiding.unhides()) {
            return new NoOp("it un-hides, and holds after it");
        }
        return state.paused() ? new NoOp("it is paused already") : new Accept("paused; still watched");
    }

    private static Ruling resume(MigrationState state) {
        if (state.phase() instanceof Phase.RolledBack rolledBack) {
            return rolledBack.goesOn()
                    ? new NoOp("it goes on as soon as the evaluators have answered")
                    : new Accept("going on from what is not done yet");
        }
        return state.hold().isPresent() ? new Accept("going on with a fresh look") : new NoOp("nothing holds it");
    }

    private static Ruling rollback(MigrationState state) {
        return switch (state.phase().name()) {
            case DROPPED -> new Refuse("the drop has committed: nothing goes back");
            case ROLLING_BACK -> new NoOp("it is rolling back already");
            case ROLLED_BACK -> ((Phase.RolledBack) state.phase()).goesOn() ? STAYS : AT_ZERO;
            case REVERTING -> AT_ZERO;
            case DROPPING ->
                ((Phase.Dropping) state.phase()).goingBack().isPresent()
                        ? new NoOp("a rollback waits for the drop's present attempt already")
                        : new Accept("waits for the drop's present attempt; wins unless that has committed");
            default -> new Accept("flag to 0 %");
        };
    }

    private static Ruling revert(MigrationState state) {
        if (state.phase() instanceof Phase.Dropped) {
            return new Refuse("the drop has committed: nothing goes back");
        }
        if (state.phase() instanceof Phase.Reverting) {
            return new NoOp("it is reverting already");
        }
        if (state.phase() instanceof Phase.RollingBack rollingBack) {
            if (rollingBack.then() == Phase.Then.REVERT) {
                return new NoOp("noted already");
            }
            return rollingBack.fromSchemaWork() ? new Accept("noted: reverts once 0 % is proven") : ROLL_BACK_FIRST;
        }
        return state.phase() instanceof Phase.Revertible ? new Accept("undoing the expand") : ROLL_BACK_FIRST;
    }

    private static Ruling approve(MigrationState state, Command.Approve command) {
        if (state.phase() instanceof Phase.Hiding || state.phase() instanceof Phase.Dropping) {
            return new NoOp("it is approved already");
        }
        boolean asked = state.phase() instanceof Phase.Soaking soaking
                && soaking.stage() instanceof SoakStage.AwaitingApproval
                && !state.paused();
        boolean ofRevert = state.phase() instanceof Phase.Reverting && state.heldFor(Hold.Kind.APPROVAL);
        if (!asked && !ofRevert) {
            return new Refuse("no approval is asked for now");
        }
        return Approvals.rule(state, command);
    }

    private static Ruling promote(MigrationState state) {
        if (state.phase() instanceof Phase.Soaking) {
            return new Refuse("a soak is not skipped");
        }
        if (!(state.phase() instanceof Phase.Ramping ramping)) {
            return new Refuse("only a ramp can be promoted");
        }
        if (!(ramping.stage() instanceof RampStage.Watching)) {
            return new Refuse("no step is being watched: " + StageText.of(ramping.stage()));
        }
        return state.hold()
                .filter(hold -> NOT_TO_BE_PROMOTED_OVER.contains(hold.kind()))
                .<Ruling>map(hold -> new Refuse("cannot promote while it holds: " + hold.reason()))
                .orElse(new Accept("taking the next step"));
    }

    private static Ruling extend(MigrationState state, Command.Extend command) {
        if (command.by().isNegative() || command.by().isZero()) {
            return new Refuse("a time is lengthened by more than nothing");
        }
        if (command.by().compareTo(LONGEST_EXTENSION) > 0) {
            return new Refuse("a time is lengthened by at most 3650d");
        }
        boolean runs = (state.phase() instanceof Phase.Ramping ramping && ramping.stage() instanceof RampStage.Watching)
                || (state.phase() instanceof Phase.Soaking soaking && soaking.stage() instanceof SoakStage.Clock)
                || (state.phase() instanceof Phase.Hiding hiding && hiding.stage() instanceof HideStage.Hidden);
        return runs ? new Accept("lengthened") : new Refuse("no hold time, soak or hide time is running");
    }

    /** Also while held: a person who has paused a backfill that was too fast goes on with a slower one. */
    private static Ruling throttle(MigrationState state, Rate rate) {
        if (!(state.phase() instanceof Phase.Backfilling)) {
            return new Refuse(
                    "only a backfill has a rate, and this is " + state.phase().name());
        }
        return state.rate().filter(rate::equals).isPresent()
                ? new NoOp("the rate is " + rate.words() + " already")
                : new Accept("the rate is " + rate.words() + " from now on");
    }

    /** Only of rows that exact parity has just found: it has put sync back on, if that was the cause, before it looked. */
    private static Ruling repair(MigrationState state) {
        if (!(state.phase() instanceof Phase.Ramping ramping)) {
            return new Refuse("only rows that exact parity finds before a step are repaired, and this is "
                    + state.phase().name());
        }
        if (ramping.stage() instanceof RampStage.Repairing) {
            return new NoOp("it is repairing already");
        }
        return state.heldFor(Hold.Kind.PARITY)
                ? new Accept("repairing the rows whose right side is certain; then exact parity again")
                : new Refuse("exact parity has found no row to repair: " + StageText.of(ramping.stage()));
    }

    private static Rate anotherRate(MigrationState state) {
        return state.rate().filter(Rate::isMax).isPresent() ? new Rate(1) : Rate.MAX;
    }
}
