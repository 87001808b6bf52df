// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import dev.interlock.domain.lifecycle.MigrationState.SchemaState;
import dev.interlock.domain.plan.ContractPolicy.Approval;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.Windows;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Office hours in Berlin. The samples' first day is a Tuesday. */
class ClosingTest {

    private static final Instant TUESDAY_NOON = Samples.NOW;
    private static final Instant TUESDAY_EVENING = Instant.parse("2026-09-01T18:00:00Z");
    private static final Instant WEDNESDAY_MORNING = Instant.parse("2026-09-02T07:00:00Z");
    private static final Windows OFFICE = new Windows(
            List.of(new Windows.Range(List.of(DayOfWeek.values()), LocalTime.of(9, 0), LocalTime.of(17, 0))),
            ZoneId.of("Europe/Berlin"),
            List.of());
    private static final RampStage.Watching FIRST =
            new RampStage.Watching(0, TUESDAY_NOON, TUESDAY_NOON.plus(Duration.ofMinutes(15)));
    private static final Outcome PASSED = new Outcome.Passed("fine");
    private static final Outcome DONE = new Outcome.Done("");
    private static final Outcome OPEN = new Outcome.GateOpen(List.of("users.full_name"), List.of());

    @Test
    void stepThatPassesInTheWindowIsFollowedByTheNext() {
        MigrationState after = finish(ramping(FIRST, 5), PASSED, TUESDAY_NOON);

        assertThat(running(after)).isEqualTo(new Task.Raise(Percent.of(50)));
    }

    @Test
    void stepThatPassesOutsideIsWatchedOnWithTheSameCountsUntilTheOpening() {
        MigrationState after = finish(ramping(FIRST, 5), PASSED, TUESDAY_EVENING);

        assertThat(running(after)).isEqualTo(new Task.Watch(0, Percent.of(5), FIRST.since(), WEDNESDAY_MORNING));
        assertThat(after.hold()).isEmpty();
        assertThat(after.alarm()).isEmpty();
        assertThat(after.due()).contains(WEDNESDAY_MORNING);
    }

    @Test
    void stepWhoseHoldTimeEndsOutsideIsWatchedUntilTheOpeningByOneWatch() {
        RampStage overnight = new RampStage.Watching(0, TUESDAY_NOON, TUESDAY_EVENING);

        assertThat(running(ramping(overnight, 5)))
                .isEqualTo(new Task.Watch(0, Percent.of(5), TUESDAY_NOON, WEDNESDAY_MORNING));
    }

    @Test
    void soakBeginsAtAnyHour() {
        RampStage last = new RampStage.Watching(2, TUESDAY_NOON, TUESDAY_EVENING);

        assertThat(running(ramping(last, 100)))
                .isEqualTo(new Task.Watch(2, Percent.FULL, TUESDAY_NOON, TUESDAY_EVENING));
        assertThat(finish(ramping(last, 100), PASSED, TUESDAY_EVENING).phase()).isInstanceOf(Phase.Soaking.class);
    }

    @Test
    void firstStepIsLookedForwardToAtZeroUntilTheOpening() {
        MigrationState after = finish(ramping(new RampStage.Calibrating(TUESDAY_EVENING), 0), DONE, TUESDAY_EVENING);

        assertThat(running(after)).isEqualTo(new Task.AwaitEvaluators(Optional.of(WEDNESDAY_MORNING)));
        assertThat(running(finish(after, DONE, WEDNESDAY_MORNING))).isEqualTo(new Task.Raise(Percent.of(5)));
    }

    @Test
    void nobodyIsMissedBeforeTheOpeningAndSomebodySoonAfterIt() {
        MigrationState waiting = finish(ramping(new RampStage.Calibrating(TUESDAY_EVENING), 0), DONE, TUESDAY_EVENING);

        assertThat(ring(waiting, WEDNESDAY_MORNING).hold()).isEmpty();
        assertThat(ring(waiting, WEDNESDAY_MORNING.plusSeconds(35)).heldFor(Hold.Kind.NO_DATA))
                .isTrue();
    }

    @Test
    void parityThatEndsOutsideIsNotWhatTheLastStepIsTakenOnTheNextDay() {
        MigrationState after = finish(ramping(new RampStage.CheckingParity(2), 50), DONE, TUESDAY_EVENING);

        assertThat(running(after)).isEqualTo(new Task.Watch(1, Percent.of(50), TUESDAY_EVENING, WEDNESDAY_MORNING));
        assertThat(running(finish(after, PASSED, WEDNESDAY_MORNING))).isEqualTo(new Task.Parity());
    }

    @Test
    void resumeOutsideTakesNoStep() {
        MigrationState held = finish(ramping(new RampStage.Raising(1), 5), null, TUESDAY_NOON);

        MigrationState after = order(held, new Command.Resume(Samples.ANNA), TUESDAY_EVENING);

        assertThat(running(after)).isEqualTo(new Task.Watch(0, Percent.of(5), TUESDAY_EVENING, WEDNESDAY_MORNING));
    }

    @Test
    void runThatGoesOnAfterTheWindowHasClosedBeginsNothingThatGoesForward() {
        MigrationState left = finish(ramping(FIRST, 5), PASSED, TUESDAY_NOON);

        assertThat(running(Succession.goOn(left, TUESDAY_NOON).state())).isEqualTo(new Task.Raise(Percent.of(50)));
        assertThat(running(Succession.goOn(left, TUESDAY_EVENING).state()))
                .isEqualTo(new Task.Watch(0, Percent.of(5), TUESDAY_EVENING, WEDNESDAY_MORNING));
    }

    @Test
    void runThatGoesOnAfterTheWindowHasClosedHidesNothing() {
        MigrationState turning = Succession.goOn(hiding(new HideStage.Turning()), TUESDAY_EVENING)
                .state();
        MigrationState renaming = Succession.goOn(hiding(new HideStage.Renaming()), TUESDAY_EVENING)
                .state();

        assertThat(running(turning)).isEqualTo(new Task.SoakWatch(TUESDAY_NOON));
        assertThat(running(renaming)).isEqualTo(new Task.SoakWatch(TUESDAY_NOON));
    }

    @Test
    void raiseThatHasBegunIsLetComeToItsEnd() {
        MigrationState raising = ramping(new RampStage.Raising(1), 5);

        MigrationState after = order(raising, new Command.Extend(Samples.ANNA, Duration.ofHours(1)), TUESDAY_EVENING);

        assertThat(after.tasks()).isEqualTo(raising.tasks());
    }

    @Test
    void promoteOutsideIsRefusedWithTheOpening() {
        Ruling ruling = CommandRules.rule(ramping(FIRST, 5), new Command.Promote(Samples.ANNA), TUESDAY_EVENING);

        assertThat(ruling)
                .isEqualTo(new Ruling.Refuse(
                        "outside of ramp.windows: the next step can be taken from Wed 09:00 Berlin on"));
    }

    @Test
    void promoteInsideOrOutOfTheRampIsAccepted() {
        Command promote = new Command.Promote(Samples.ANNA);
        RampStage last = new RampStage.Watching(2, TUESDAY_NOON, TUESDAY_NOON);

        assertThat(CommandRules.rule(ramping(FIRST, 5), promote, TUESDAY_NOON)).isInstanceOf(Ruling.Accept.class);
        assertThat(CommandRules.rule(ramping(last, 100), promote, TUESDAY_EVENING))
                .isInstanceOf(Ruling.Accept.class);
    }

    @Test
    void promoteIsAmongTheCommandsOnlyWhereItIsAccepted() {
        assertThat(ramping(FIRST, 5).commands(TUESDAY_NOON)).contains("promote");
        assertThat(ramping(FIRST, 5).commands(TUESDAY_EVENING))
                .contains("pause", "extend", "rollback")
                .doesNotContain("promote");
    }

    @Test
    void extendLengthensWhatWaitsFromTheOpeningOn() {
        Command extend = new Command.Extend(Samples.ANNA, Duration.ofHours(2));
        MigrationState step = ramping(new RampStage.Watching(0, TUESDAY_NOON, TUESDAY_EVENING), 5);
        MigrationState hidden = hiding(new HideStage.Hidden(TUESDAY_NOON, TUESDAY_EVENING));

        Instant later = WEDNESDAY_MORNING.plus(Duration.ofHours(2));
        assertThat(order(step, extend, TUESDAY_EVENING).due()).contains(later);
        assertThat(order(hidden, extend, TUESDAY_EVENING).due()).contains(later);
    }

    @Test
    void failOutsideRollsBackAtOnce() {
        MigrationState waiting = finish(ramping(FIRST, 5), PASSED, TUESDAY_EVENING);

        MigrationState after = finish(waiting, new Outcome.Failed("errors", "14 of 2,031", true), TUESDAY_EVENING);

        assertThat(running(after)).isInstanceOf(Task.Zero.class);
    }

    @Test
    void rollbackOutsideIsExempt() {
        MigrationState after = order(ramping(FIRST, 5), new Command.Rollback(Samples.ANNA), TUESDAY_EVENING);

        assertThat(running(after)).isInstanceOf(Task.Zero.class);
    }

    @Test
    void silenceOutsideHolds() {
        MigrationState waiting = finish(ramping(FIRST, 5), PASSED, TUESDAY_EVENING);

        assertThat(finish(waiting, new Outcome.NoData("nobody"), TUESDAY_EVENING)
                        .heldFor(Hold.Kind.NO_DATA))
                .isTrue();
    }

    @Test
    void silentNightLosesNothingOfTheDayAfterIt() {
        MigrationState waiting = finish(ramping(FIRST, 5), PASSED, TUESDAY_EVENING);
        MigrationState silent = finish(waiting, new Outcome.NoData("nobody"), TUESDAY_EVENING.plusSeconds(60));

        MigrationState after = finish(silent, new Outcome.DataBack("again"), WEDNESDAY_MORNING);

        assertThat(running(after)).isEqualTo(new Task.Watch(0, Percent.of(5), WEDNESDAY_MORNING, WEDNESDAY_MORNING));
        assertThat(running(finish(after, PASSED, WEDNESDAY_MORNING))).isEqualTo(new Task.Raise(Percent.of(50)));
    }

    @Test
    void waitThatIsPausedInTheNightIsForTheSameOpening() {
        Instant night = TUESDAY_EVENING.plus(Duration.ofHours(2));
        MigrationState waiting = finish(ramping(new RampStage.Raising(1), 5), null, TUESDAY_NOON);
        MigrationState resumed = order(waiting, new Command.Resume(Samples.ANNA), TUESDAY_EVENING);

        MigrationState after = resume(order(resumed, new Command.Pause(Samples.ANNA), TUESDAY_EVENING), night);

        assertThat(running(after)).isEqualTo(new Task.Watch(0, Percent.of(5), night, WEDNESDAY_MORNING));
    }

    @Test
    void waitThatIsPausedAcrossTheOpeningEndsWithThePause() {
        Instant later = WEDNESDAY_MORNING.plus(Duration.ofHours(1));
        MigrationState waiting = finish(ramping(FIRST, 5), PASSED, TUESDAY_EVENING);

        MigrationState after = resume(order(waiting, new Command.Pause(Samples.ANNA), TUESDAY_EVENING), later);

        assertThat(running(after)).isEqualTo(new Task.Watch(0, Percent.of(5), later, later));
    }

    @Test
    void waitThatIsLengthenedLosesNothingBeforeItsOpeningEither() {
        Command extend = new Command.Extend(Samples.ANNA, Duration.ofHours(2));
        Instant lengthened = WEDNESDAY_MORNING.plus(Duration.ofHours(2));
        Duration anHour = Duration.ofHours(1);
        MigrationState overnight = ramping(new RampStage.Watching(0, TUESDAY_NOON, TUESDAY_EVENING), 5);
        MigrationState waiting = order(overnight, extend, TUESDAY_EVENING);

        MigrationState paused = order(waiting, new Command.Pause(Samples.ANNA), TUESDAY_EVENING.plus(anHour));

        assertThat(resume(paused, WEDNESDAY_MORNING).due()).contains(lengthened);
        assertThat(resume(paused, WEDNESDAY_MORNING.plus(anHour)).due()).contains(lengthened.plus(anHour));
    }

    @Test
    void waitThatIsLengthenedWhileItIsHeldIsForTheSameOpening() {
        Command extend = new Command.Extend(Samples.ANNA, Duration.ofHours(2));
        MigrationState waiting = finish(ramping(FIRST, 5), PASSED, TUESDAY_EVENING);
        MigrationState paused = order(waiting, new Command.Pause(Samples.ANNA), TUESDAY_EVENING);

        MigrationState after = resume(order(paused, extend, TUESDAY_EVENING), WEDNESDAY_MORNING);

        assertThat(after.due()).contains(WEDNESDAY_MORNING.plus(Duration.ofHours(2)));
    }

    @Test
    void holdTimeThatIsLengthenedBeforeItIsOverIsGivenBackInFull() {
        Command extend = new Command.Extend(Samples.ANNA, Duration.ofHours(2));
        MigrationState watched =
                ramping(new RampStage.Watching(0, TUESDAY_NOON, TUESDAY_NOON.plus(Duration.ofHours(2))), 5);
        MigrationState lengthened = order(watched, extend, TUESDAY_NOON);

        MigrationState paused = order(lengthened, new Command.Pause(Samples.ANNA), TUESDAY_NOON);

        assertThat(resume(paused, TUESDAY_NOON.plus(Duration.ofDays(1))).due())
                .contains(TUESDAY_NOON.plus(Duration.ofHours(28)));
    }

    @Test
    void holdTimeThatStandsStillInTheNightIsGivenBack() {
        Instant until = TUESDAY_EVENING.plus(Duration.ofHours(15));
        MigrationState watched = ramping(new RampStage.Watching(0, TUESDAY_NOON, until), 5);

        MigrationState after =
                resume(order(watched, new Command.Pause(Samples.ANNA), TUESDAY_EVENING), WEDNESDAY_MORNING);

        assertThat(after.due()).contains(WEDNESDAY_MORNING.plus(Duration.ofDays(1)));
    }

    @Test
    void approvalCountsAtAnyHourAndTheContractWaitsForTheOpening() {
        MigrationState asked = at(
                new Phase.Soaking(new SoakStage.AwaitingApproval(TUESDAY_NOON, List.of("users.full_name"))),
                100,
                Samples.hold(Hold.Kind.APPROVAL));
        Command approve = new Command.Approve(Samples.ANNA, Samples.SHA);

        MigrationState after = order(asked, approve, TUESDAY_EVENING);

        assertThat(CommandRules.rule(asked, approve, TUESDAY_EVENING))
                .isEqualTo(new Ruling.Accept("the contract may go on, from Wed 09:00 Berlin on"));
        assertThat(after.phase().name()).isEqualTo(PhaseName.HIDING);
        assertThat(running(after)).isEqualTo(new Task.SoakWatch(TUESDAY_NOON));
        assertThat(after.namesHidden()).isFalse();
        assertThat(running(ring(after, WEDNESDAY_MORNING))).isEqualTo(new Task.TurnSafeSide());
    }

    @Test
    void archiveThatIsFilledOutsideIsHiddenBehindAtTheOpening() {
        MigrationState after = finish(hiding(new HideStage.Archiving()), DONE, TUESDAY_EVENING);

        assertThat(running(after)).isEqualTo(new Task.SoakWatch(TUESDAY_NOON));
        assertThat(running(ring(after, WEDNESDAY_MORNING))).isEqualTo(new Task.Hide());
    }

    @Test
    void hideTimeThatEndsOutsideIsWatchedUntilTheOpening() {
        MigrationState hidden = hiding(new HideStage.Hidden(TUESDAY_NOON, TUESDAY_EVENING));

        assertThat(hidden.alarm().orElseThrow().at()).isEqualTo(WEDNESDAY_MORNING);
        assertThat(ring(hidden, TUESDAY_EVENING)).isEqualTo(hidden);
        assertThat(running(ring(hidden, WEDNESDAY_MORNING))).isEqualTo(new Task.Gate(TUESDAY_NOON));
    }

    @Test
    void gateThatOpensOutsideIsAskedAgainBeforeTheDrop() {
        MigrationState after = finish(hiding(new HideStage.AtGate()), OPEN, TUESDAY_EVENING);

        assertThat(after.phase().name()).isEqualTo(PhaseName.HIDING);
        assertThat(running(after)).isEqualTo(new Task.HideWatch(TUESDAY_EVENING));
        assertThat(after.namesHidden()).isTrue();
        MigrationState opened = ring(after, WEDNESDAY_MORNING);
        assertThat(running(opened)).isEqualTo(new Task.Gate(TUESDAY_NOON));
        assertThat(running(finish(opened, OPEN, WEDNESDAY_MORNING))).isEqualTo(new Task.Drop());
    }

    @Test
    void waitThatIsPausedIsLookedAtWithAFreshWindowAfterIt() {
        MigrationState waiting = finish(hiding(new HideStage.Archiving()), DONE, TUESDAY_EVENING);

        MigrationState paused = order(waiting, new Command.Pause(Samples.ANNA), TUESDAY_EVENING);
        MigrationState resumed = order(paused, new Command.Resume(Samples.ANNA), WEDNESDAY_MORNING.plusSeconds(60));

        assertThat(paused.alarm()).isEmpty();
        assertThat(running(ring(resumed, WEDNESDAY_MORNING.plusSeconds(60)))).isEqualTo(new Task.Hide());
    }

    @Test
    void openingIsPutOnRecordWheneverItBecomesAnother() {
        Decision raised = MigrationMachine.next(
                ramping(new RampStage.Raising(1), 5),
                new MigrationEvent.Finished(1, new Outcome.FlagSet(Percent.of(50), 7)),
                Instant.parse("2026-09-01T14:50:00Z"));

        assertThat(notes(raised)).contains("NEXT next step Wed 09:00 Berlin");
        assertThat(notes(raised)).last().isEqualTo("NEXT next step Wed 09:00 Berlin");
        assertThat(notes(MigrationMachine.next(raised.state(), new MigrationEvent.AlarmRang(), TUESDAY_EVENING)))
                .isEmpty();
    }

    @Test
    void heldRampHasNoNextStep() {
        MigrationState paused = order(ramping(FIRST, 5), new Command.Pause(Samples.ANNA), TUESDAY_NOON);

        assertThat(ramping(FIRST, 5).nextStep(TUESDAY_NOON)).contains(FIRST.until());
        assertThat(paused.nextStep(TUESDAY_NOON)).isEmpty();
    }

    private static MigrationState ramping(RampStage stage, int percent) {
        return at(new Phase.Ramping(stage), percent);
    }

    private static MigrationState hiding(HideStage stage) {
        return at(new Phase.Hiding(TUESDAY_NOON, stage), 100);
    }

    private static MigrationState at(Phase phase, int percent, Hold... hold) {
        MigrationState state = MigrationState.begin(
                        Samples.policy(
                                Approval.REQUIRED, Duration.ofHours(24), Duration.ofDays(30), Optional.of(OFFICE)),
                        Samples.SHA,
                        phase,
                        new FlagState(Percent.of(percent), 7),
                        new SchemaState(1, true, true))
                .with(phase, List.of(hold).stream().findFirst());
        return state.with(state.tasks().align(DesiredTask.of(state), new ArrayList<>()));
    }

    /** Null for a fault. */
    private static MigrationState finish(MigrationState state, @Nullable Outcome outcome, Instant now) {
        long turn = state.tasks().running().orElseThrow().turn();
        MigrationEvent event = outcome == null
                ? new MigrationEvent.Faulted(turn, "connection lost")
                : new MigrationEvent.Finished(turn, outcome);
        return MigrationMachine.next(state, event, now).state();
    }

    private static MigrationState order(MigrationState state, Command command, Instant now) {
        return MigrationMachine.next(state, new MigrationEvent.Ordered(command), now)
                .state();
    }

    private static MigrationState resume(MigrationState held, Instant now) {
        return order(held, new Command.Resume(Samples.ANNA), now);
    }

    private static MigrationState ring(MigrationState state, Instant now) {
        return MigrationMachine.next(state, new MigrationEvent.AlarmRang(), now).state();
    }

    private static Task running(MigrationState state) {
        return state.tasks().running().orElseThrow().task();
    }

    private static List<String> notes(Decision decision) {
        return decision.effects().stream()
                .filter(effect -> effect instanceof Effect.Write)
                .map(effect -> ((Effect.Write) effect).note())
                .map(note -> note.kind() + " " + note.text())
                .toList();
    }
}
