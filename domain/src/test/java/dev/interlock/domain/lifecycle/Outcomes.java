// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.Percent;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a task does to the world and says of it. Without chance everything goes well. */
final class Outcomes {

    private static final Outcome.Done DONE = new Outcome.Done("");

    private Outcomes() {}

    /** The ledger refuses schema work of a call whose epoch or phase has been left behind. */
    static boolean fenced(Flight zombie, MigrationState state) {
        return zombie.task().touchesSchema() && zombie.turn() != state.tasks().turn();
    }

    static Outcome perform(World world, Flight flight, Optional<Random> chance) {
        Task task = flight.task();
        boolean badly = chance.filter(random -> random.nextInt(8) == 0).isPresent();
        if (task instanceof Task.Claim) {
            return world.claim("public.users", 1) ? DONE : new Outcome.Claimed("public.users", "other");
        }
        if (task instanceof Task.Preflight) {
            return badly ? new Outcome.Unsure(List.of("perhaps")) : DONE;
        }
        if (task instanceof Task.Expand || task instanceof Task.Backfill || task instanceof Task.Revert) {
            return schema(world, task, badly);
        }
        if (task instanceof Task.Parity) {
            return badly || !world.inParity ? new Outcome.OutOfParity(1, "id 7") : DONE;
        }
        if (task instanceof Task.Raise || task instanceof Task.Zero || task instanceof Task.TurnSafeSide) {
            return flag(world, flight);
        }
        if (task instanceof Task.Hide || task instanceof Task.Unhide) {
            return hide(world, flight, badly);
        }
        if (task instanceof Task.Gate) {
            return badly || !world.percent.isFull()
                    ? new Outcome.GateClosed(List.of("a doubt"))
                    : new Outcome.GateOpen(List.of(), unknown(chance));
        }
        return task instanceof Task.Drop || task instanceof Task.AskDrop
                ? drop(world, flight, badly)
                : look(world, flight, badly, chance);
    }

    private static List<String> unknown(Optional<Random> chance) {
        return chance.filter(random -> random.nextInt(8) == 0).isPresent() ? List.of("who reads a standby") : List.of();
    }

    private static Outcome schema(World world, Task task, boolean badly) {
        if (task instanceof Task.Expand) {
            world.expand();
        } else if (task instanceof Task.Backfill) {
            world.filled = true;
        } else if (badly && !((Task.Revert) task).approved()) {
            return new Outcome.GateOpen(
                    List.of("column public.users.name"), List.of("3 rows hold what only the new shape can"));
        } else if (badly) {
            return new Outcome.Refused(List.of("3 rows hold what only the new shape can"));
        } else {
            world.revert();
        }
        return DONE;
    }

    private static Outcome flag(World world, Flight flight) {
        if (flight.task() instanceof Task.Zero) {
            world.zero(flight.epoch(), flight.turn());
            return new Outcome.FlagSet(world.percent, world.epoch);
        }
        Percent wanted = flight.task() instanceof Task.Raise raise ? raise.percent() : Percent.FULL;
        boolean set =
                flight.task() instanceof Task.Raise ? world.raise(wanted, flight.epoch()) : world.percent.isFull();
        return set ? new Outcome.FlagSet(world.percent, world.epoch) : moved(world);
    }

    private static Outcome hide(World world, Flight flight, boolean badly) {
        if (flight.task() instanceof Task.Unhide) {
            world.unhide(flight.turn());
            return DONE;
        }
        if (badly) {
            return new Outcome.GateClosed(List.of("a view reads users.full_name"));
        }
        return world.hide(flight.epoch(), flight.turn()) ? DONE : moved(world);
    }

    private static Outcome moved(World world) {
        return new Outcome.FlagMoved(world.percent, world.epoch, "otto", "3 a.m.");
    }

    private static Outcome drop(World world, Flight flight, boolean badly) {
        if (flight.task() instanceof Task.AskDrop) {
            return world.dropped ? new Outcome.Dropped("") : new Outcome.NotDropped("it has not committed");
        }
        boolean committed = !badly && world.drop(flight.epoch());
        return committed || world.dropped ? new Outcome.Dropped("") : new Outcome.NotDropped("locks");
    }

    private static Outcome look(World world, Flight flight, boolean badly, Optional<Random> chance) {
        Task task = flight.task();
        if (task instanceof Task.ProveKill) {
            return new Outcome.KillProven(badly ? List.of("shop-2") : List.of(), 10);
        }
        if (task instanceof Task.AfterDrop) {
            return DONE;
        }
        if (task instanceof Task.Close) {
            world.close(1);
            return DONE;
        }
        boolean looks = task instanceof Task.Watch
                || task instanceof Task.Guard
                || task instanceof Task.SoakWatch
                || task instanceof Task.AwaitEvaluators
                || task instanceof Task.Calibrate
                || task instanceof Task.HideWatch
                || task instanceof Task.Archive;
        if (!looks) {
            return DONE;
        }
        if (flight.epoch() != world.epoch) {
            return moved(world);
        }
        boolean late =
                world.hidden && chance.filter(random -> random.nextInt(3) == 0).isPresent();
        return late ? new Outcome.LateReader("reports-1 is on the old path") : verdict(task, badly, chance);
    }

    private static Outcome verdict(Task task, boolean badly, Optional<Random> chance) {
        int kind = badly ? chance.map(random -> random.nextInt(5)).orElse(9) : 9;
        if (kind < 2) {
            return new Outcome.Failed("errors", "14 of 2,031", kind == 0);
        }
        if (task instanceof Task.Guard) {
            return new Outcome.DataBack("again");
        }
        if (kind == 4) {
            return new Outcome.Drifted(List.of("public.users: column nick is new"));
        }
        if (task instanceof Task.Calibrate calibration && kind != 2) {
            boolean back = calibration.untilData()
                    && chance.filter(random -> random.nextBoolean()).isPresent();
            return back ? new Outcome.DataBack("again") : DONE;
        }
        if (task instanceof Task.AwaitEvaluators || (task instanceof Task.Archive && kind != 2)) {
            return DONE;
        }
        if (task instanceof Task.SoakWatch || task instanceof Task.HideWatch || kind == 2) {
            return new Outcome.NoData("nobody");
        }
        return kind == 3 ? new Outcome.Inconclusive("too few") : new Outcome.Passed("fine");
    }
}
