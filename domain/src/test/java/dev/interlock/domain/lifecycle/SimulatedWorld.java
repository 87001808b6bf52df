// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import dev.interlock.domain.lifecycle.MigrationState.SchemaState;
import dev.interlock.domain.plan.ContractPolicy.Approval;
import dev.interlock.domain.plan.Windows;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Seeded runs of one migration in a hostile world: activities end late, twice, after they were cancelled, or say nothing
 * of what they did; people order anything at any moment; the flag is killed behind our back.
 */
final class SimulatedWorld {

    /** Mostly without, or few runs would come as far as the drop. */
    private static final List<Approval> APPROVALS =
            List.of(Approval.NONE, Approval.NONE, Approval.NONE, Approval.REQUIRED, Approval.FOUR_EYES);

    /** Often closed, and open often enough for runs to come as far as the drop. */
    private static final Windows HALF_A_DAY = new Windows(
            List.of(new Windows.Range(List.of(DayOfWeek.values()), LocalTime.of(8, 0), LocalTime.of(20, 0))),
            ZoneId.of("Europe/Berlin"),
            List.of(new Windows.Freeze(LocalDate.of(2026, 9, 18), LocalDate.of(2026, 9, 20))));

    /** The rules under test: the machine, or one that was broken on purpose. */
    interface Rules {
        Decision next(MigrationState state, MigrationEvent event, Instant now);
    }

    final World world;
    final Set<String> edges = new TreeSet<>();
    final List<String> log = new ArrayList<>();
    private final Random random;
    private final Rules rules;
    private final Invariants invariants;
    private final Map<Long, Flight> flights = new LinkedHashMap<>();
    private final List<Flight> zombies = new ArrayList<>();
    private MigrationState state;
    private Instant now = Samples.NOW;
    /** 1 is a storm, 12 nearly calm: without calm runs nothing would ever get as far as the contract. */
    private final int calm;

    SimulatedWorld(long seed, World world, Rules rules) {
        this.random = new Random(seed);
        this.world = world;
        this.rules = rules;
        this.invariants = new Invariants(world);
        this.calm = 1 + random.nextInt(12);
        Approval approval = APPROVALS.get(random.nextInt(APPROVALS.size()));
        Decision first = MigrationMachine.start(
                Samples.policy(
                        approval,
                        random.nextInt(3) > 0 ? Duration.ZERO : Duration.ofHours(24),
                        seed % 4 == 0 ? Duration.ofDays(30) : Duration.ZERO,
                        seed % 3 == 0 ? Optional.of(HALF_A_DAY) : Optional.empty(),
                        seed % 2 == 0 ? Duration.ofMinutes(10) : Duration.ZERO),
                Samples.SHA,
                PhaseName.QUEUED,
                new FlagState(world.percent, world.epoch),
                SchemaState.UNTOUCHED,
                now);
        this.state = first.state();
        perform(first.effects());
    }

    /** Lets chance act, then lets everything come to rest, and looks at the promises all the while. */
    MigrationState run(int steps) {
        for (int i = 0; i < steps && !state.over(); i++) {
            step(random.nextInt(100));
        }
        comeToRest();
        invariants.atRest(state, log);
        return state;
    }

    private void step(int chance) {
        now = now.plus(random.nextInt(12) == 0 ? Duration.ofDays(15) : Duration.ofMinutes(random.nextInt(40)));
        if (chance < 55) {
            endOne(false);
        } else if (chance >= 60 && chance < 90 && random.nextInt(calm) > 0) {
            happen(new MigrationEvent.AlarmRang());
        } else if (chance < 62) {
            haunt();
        } else if (chance < 67) {
            world.kill();
            log.add("kill in the database");
            if (random.nextBoolean()) {
                happen(new MigrationEvent.Killed(Samples.ANNA));
            }
        } else if (chance < 80) {
            order();
        } else if (chance < 99) {
            happen(new MigrationEvent.AlarmRang());
        } else {
            happen(new MigrationEvent.CancelRequested());
        }
    }

    private void order() {
        List<Command> commands = Samples.commands();
        Command command = commands.get(random.nextInt(commands.size()));
        // Going on is ordered more often than going back, or no run would get far.
        Command up = random.nextBoolean()
                ? new Command.Resume(Samples.ANNA)
                : new Command.Approve(Samples.ANNA, Samples.SHA);
        happen(new MigrationEvent.Ordered(random.nextInt(3) == 0 ? command : up));
    }

    private void endOne(boolean kindly) {
        if (flights.isEmpty()) {
            return;
        }
        List<Flight> all = new ArrayList<>(flights.values());
        Flight flight = all.get(random.nextInt(all.size()));
        boolean looksOn = flight.task() instanceof Task.SoakWatch
                || flight.task() instanceof Task.HideWatch
                || flight.task() instanceof Task.Guard;
        if (looksOn && !flight.cancelled() && (kindly || random.nextInt(calm) > 0)) {
            return;
        }
        flights.remove(flight.turn());
        boolean crashed = !kindly && random.nextInt(12) == 0;
        Outcome outcome = Outcomes.perform(
                world, flight, kindly || random.nextInt(calm) > 2 ? Optional.empty() : Optional.of(random));
        if (random.nextInt(4) == 0) {
            zombies.add(flight);
        }
        happen(report(flight, outcome, crashed));
    }

    /** What the shell hears: of a cancelled task mostly that it stopped, whatever it has done. */
    private MigrationEvent report(Flight flight, Outcome outcome, boolean crashed) {
        if (flight.cancelled() && random.nextInt(3) > 0) {
            return new MigrationEvent.Stopped(flight.turn());
        }
        return crashed
                ? new MigrationEvent.Faulted(flight.turn(), "connection lost")
                : new MigrationEvent.Finished(flight.turn(), outcome);
    }

    /** An attempt that everybody had forgotten does its work again, and reports again. */
    private void haunt() {
        if (zombies.isEmpty()) {
            return;
        }
        Flight zombie = zombies.get(random.nextInt(zombies.size()));
        if (!Outcomes.fenced(zombie, state)) {
            Outcome outcome = Outcomes.perform(world, zombie, Optional.of(random));
            happen(new MigrationEvent.Finished(zombie.turn(), outcome));
        }
    }

    private void happen(MigrationEvent event) {
        Decision decision = rules.next(state, event, now);
        log.add(state.phase().name() + " × " + event + " → "
                + decision.state().phase().name());
        if (state.phase().name() != decision.state().phase().name()) {
            edges.add(state.phase().name() + " → " + decision.state().phase().name());
        }
        invariants.decided(state, event, decision, log);
        state = decision.state();
        perform(decision.effects());
        invariants.always(state, log);
    }

    private void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Start start) {
                invariants.begins(state, start.task(), flights.values(), now, log);
                flights.put(
                        start.turn(),
                        new Flight(start.turn(), start.task(), state.flag().epoch(), false));
            } else if (effect instanceof Effect.Cancel cancel) {
                flights.computeIfPresent(cancel.turn(), (turn, flight) -> flight.asCancelled());
            }
        }
    }

    /** Nobody interferes any more and everything works: a rollback must get to 0 %, and a run that ended must close. */
    private void comeToRest() {
        happen(new MigrationEvent.Ordered(new Command.Rollback(Samples.ANNA)));
        for (int i = 0; i < 60 && !(flights.isEmpty() && state.alarm().isEmpty()); i++) {
            now = now.plus(Duration.ofDays(20));
            happen(new MigrationEvent.AlarmRang());
            endOne(true);
        }
    }
}
