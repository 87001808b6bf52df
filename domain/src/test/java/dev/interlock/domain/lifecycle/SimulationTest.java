// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.domain.plan.Percent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final int RUNS = 2_000;
    private static final int STEPS = 150;

    /** What a broken rule breaks may take a rare turn of chance. The first one ends the search. */
    private static final long RARE = 20 * RUNS;

    @Test
    void thousandsOfHostileRunsKeepEveryPromise() {
        Set<String> wanted = Transitions.edges(Samples.states()).stream()
                .filter(edge -> !edge.equals("QUEUED → REJECTED") && !edge.equals("PREFLIGHT → REJECTED"))
                .collect(Collectors.toSet());
        Set<String> edges = new TreeSet<>();
        for (long seed = 1; seed <= RUNS || (seed <= RARE && !edges.containsAll(wanted)); seed++) {
            SimulatedWorld simulation = run(seed, MigrationMachine::next, new World());
            edges.addAll(simulation.edges);
        }
        // A transition that chance never takes is one that no promise was held against.
        assertThat(edges).containsAll(wanted);
    }

    @Test
    void runsThatGoOnInFreshOnesKeepEveryPromise() {
        int[] possible = {0};
        for (long seed = 1; seed <= RUNS; seed++) {
            run(
                    seed,
                    (state, event, now) -> {
                        Decision decision = MigrationMachine.next(state, event, now);
                        boolean goesOn = Succession.possible(decision) && possible[0]++ % 10 == 0;
                        return goesOn ? goesOn(state, decision, now) : decision;
                    },
                    new World());
        }
        assertThat(possible[0]).isGreaterThan(10 * RUNS);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(run(42, MigrationMachine::next, new World()).log)
                .isEqualTo(run(42, MigrationMachine::next, new World()).log);
    }

    @Test
    void aStoreWithoutCompareAndSetIsCaught() {
        breaks("3 FlagNeverExceedsPassedSteps", MigrationMachine::next, () -> new World() {
            @Override
            boolean raise(Percent to, long callersEpoch) {
                percent = to;
                return true;
            }
        });
    }

    @Test
    void takingNoDataForAPassIsCaught() {
        breaks(
                "9 SilenceIsNeverSuccess",
                (state, event, now) -> {
                    boolean silent = event instanceof MigrationEvent.Finished finished
                            && finished.outcome() instanceof Outcome.NoData;
                    return MigrationMachine.next(state, silent ? passed(event) : event, now);
                },
                World::new);
    }

    @Test
    void lookingForTheSameFailAgainAtOnceIsCaught() {
        breaks(
                "9 SilenceIsNeverSuccess: a FAIL is acted on",
                (state, event, now) -> {
                    Decision decision = MigrationMachine.next(state, event, now);
                    boolean atZero = state.percent().isZero()
                            && event instanceof MigrationEvent.Finished finished
                            && finished.outcome() instanceof Outcome.Failed;
                    return atZero ? waitingForData(decision, now) : decision;
                },
                World::new);
    }

    @Test
    void refusingARollbackWhilePausedIsCaught() {
        breaks(
                "4 RollbackIsAcceptedUntilTheDrop",
                (state, event, now) -> {
                    boolean rollback = event instanceof MigrationEvent.Ordered ordered
                            && ordered.command() instanceof Command.Rollback;
                    return state.paused() && rollback
                            ? MigrationMachine.next(state, new MigrationEvent.AlarmRang(), now)
                            : MigrationMachine.next(state, event, now);
                },
                World::new);
    }

    @Test
    void droppingWithoutAskingTheGateAgainIsCaught() {
        breaks(
                "5 DropOnlyWithFreshEvidence",
                (state, event, now) -> {
                    Decision decision = MigrationMachine.next(state, event, now);
                    return asksTheFinalGate(decision) ? withoutTheFinalGate(decision, now) : decision;
                },
                World::new);
    }

    @Test
    void revertingWithoutARollbackIsCaught() {
        breaks(
                "1 NoAcknowledgedWriteIsLost",
                (state, event, now) -> {
                    boolean revert = event instanceof MigrationEvent.Ordered ordered
                            && ordered.command() instanceof Command.Revert;
                    Decision decision = MigrationMachine.next(state, event, now);
                    return revert && state.phase() instanceof Phase.Ramping
                            ? as(decision, new Phase.Reverting(false))
                            : decision;
                },
                World::new);
    }

    @Test
    void goingBackWithoutUnhidingIsCaught() {
        breaks("2 OldPathWorksOutsideOfHiding: the flag", MigrationMachine::next, () -> new World() {
            @Override
            void zero(long callersEpoch, long turn) {
                percent = pinned ? percent : Percent.ZERO;
                epoch++;
            }
        });
    }

    @Test
    void soakingAgainWithoutUnhidingIsCaught() {
        breaks(
                "2 OldPathWorksOutsideOfHiding: hidden in",
                (state, event, now) -> {
                    Decision decision = MigrationMachine.next(state, event, now);
                    return decision.state().phase() instanceof Phase.Hiding hiding && hiding.unhides()
                            ? as(decision, Ways.soakAnew(state, now))
                            : decision;
                },
                World::new);
    }

    @Test
    void anAttemptToHideThatAnUnhideDoesNotFenceOffIsCaught() {
        breaks("2 OldPathWorksOutsideOfHiding", MigrationMachine::next, () -> new World() {
            @Override
            boolean hide(long callersEpoch, long turn) {
                hidden = !dropped;
                return true;
            }
        });
    }

    @Test
    void beginningSchemaWorkBesideACancelledOneIsCaught() {
        breaks(
                "6 EveryScriptExactlyOnce",
                (state, event, now) -> {
                    MigrationState blind = state.with(state.tasks().stopped());
                    return MigrationMachine.next(blind, event, now);
                },
                World::new);
    }

    @Test
    void changingTheSchemaWithoutTheClaimIsCaught() {
        breaks("8 TwoMigrationsNeverChangeTheSameTable", MigrationMachine::next, () -> new World() {
            @Override
            boolean claim(String table, int migration) {
                return true;
            }
        });
    }

    @Test
    void takingAStepWhateverTheHourIsCaught() {
        breaks(
                "never a step forward outside of the windows",
                (state, event, now) -> MigrationMachine.next(
                        state, event, state.policy().ramp().opening(now)),
                World::new);
    }

    @Test
    void askingOnlyWhatAStepPassedInsteadOfWhatIsBegunIsCaught() {
        breaks(
                "never a step forward outside of the windows",
                (state, event, now) -> {
                    boolean passed = event instanceof MigrationEvent.Finished finished
                            && finished.outcome() instanceof Outcome.Passed;
                    return MigrationMachine.next(
                            state, event, passed ? now : state.policy().ramp().opening(now));
                },
                World::new);
    }

    @Test
    void keepingTheClaimAfterTheEndIsCaught() {
        breaks(
                "8 TwoMigrationsNeverChangeTheSameTable",
                (state, event, now) -> {
                    Decision decision = MigrationMachine.next(state, event, now);
                    return decision.state().phase() instanceof Phase.Ended ended && !ended.closed()
                            ? as(decision, ended.asClosed())
                            : decision;
                },
                World::new);
    }

    /** What this decision begins is begun by the successor, and whatever was under way is nobody's any more. */
    private static Decision goesOn(MigrationState before, Decision decision, Instant now) {
        Decision first = Succession.goOn(decision.state(), now);
        List<Effect> effects = new ArrayList<>(decision.effects());
        effects.removeIf(effect -> effect instanceof Effect.Start);
        before.tasks().running().ifPresent(abandoned -> effects.add(new Effect.Cancel(abandoned.turn())));
        effects.addAll(first.effects());
        return new Decision(first.state(), effects);
    }

    private static MigrationEvent passed(MigrationEvent event) {
        return new MigrationEvent.Finished(((MigrationEvent.Finished) event).turn(), new Outcome.Passed(""));
    }

    private static boolean asksTheFinalGate(Decision decision) {
        boolean asks = decision.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Start start && start.task() instanceof Task.Gate);
        return asks && decision.state().phase() instanceof Phase.Hiding;
    }

    /** The gate is not asked, and taken for open: by the real rules the drop is what follows. */
    private static Decision withoutTheFinalGate(Decision decision, Instant now) {
        long gate = decision.state().tasks().running().orElseThrow().turn();
        Decision next = MigrationMachine.next(
                decision.state(), new MigrationEvent.Finished(gate, new Outcome.GateOpen(List.of(), List.of())), now);
        List<Effect> effects = new ArrayList<>(decision.effects());
        effects.removeIf(effect -> effect instanceof Effect.Start);
        effects.addAll(next.effects());
        return new Decision(next.state(), effects);
    }

    /** The same decision, had the rules said another phase. */
    private static Decision as(Decision decision, Phase phase) {
        MigrationState wrong = decision.state().leave(phase);
        List<Effect> effects = new ArrayList<>(decision.effects());
        effects.removeIf(effect -> effect instanceof Effect.Start);
        effects.add(new Effect.Write(new Note(0, Samples.NOW, Note.Kind.PHASE, "", true, "", "", 0, null)));
        return new Decision(wrong.with(wrong.tasks().align(DesiredTask.of(wrong), effects)), effects);
    }

    /** The same decision, had the rules taken what was found for a want of data. */
    private static Decision waitingForData(Decision decision, Instant now) {
        MigrationState right = decision.state();
        MigrationState wrong = right.leave(right.phase()).held(Hold.Kind.NO_DATA, "", now);
        List<Effect> effects = new ArrayList<>(decision.effects());
        return new Decision(wrong.with(wrong.tasks().align(DesiredTask.of(wrong), effects)), effects);
    }

    private static void breaks(String promise, SimulatedWorld.Rules broken, Supplier<World> worlds) {
        LongFunction<SimulatedWorld> runs = seed -> run(seed, broken, worlds.get());
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= RARE; seed++) {
                        runs.apply(seed);
                    }
                })
                .isInstanceOf(Invariants.Broken.class)
                .hasMessageContaining(promise);
    }

    private static SimulatedWorld run(long seed, SimulatedWorld.Rules rules, World world) {
        SimulatedWorld simulation = new SimulatedWorld(seed, world, rules);
        try {
            simulation.run(STEPS);
        } catch (Invariants.Broken broken) {
            broken.addSuppressed(new IllegalStateException("seed " + seed));
            throw broken;
        }
        return simulation;
    }
}
