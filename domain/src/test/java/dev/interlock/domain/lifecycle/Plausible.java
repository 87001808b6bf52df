// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.lifecycle.Outcome.DataBack;
import dev.interlock.domain.lifecycle.Outcome.Done;
import dev.interlock.domain.lifecycle.Outcome.Failed;
import dev.interlock.domain.lifecycle.Outcome.FlagMoved;
import dev.interlock.domain.lifecycle.Outcome.FlagSet;
import dev.interlock.domain.lifecycle.Outcome.NoData;
import java.util.Map;
import java.util.Set;

/** Which outcomes a task can have: the contract of the ports, as data. */
final class Plausible {

    private static final Map<Class<? extends Task>, Set<Class<? extends Outcome>>> OUTCOMES = Map.ofEntries(
            Map.entry(Task.Claim.class, Set.of(Done.class, Outcome.Claimed.class)),
            Map.entry(Task.Preflight.class, Set.of(Done.class, Outcome.Refused.class, Outcome.Unsure.class)),
            Map.entry(Task.Expand.class, Set.of(Done.class)),
            Map.entry(Task.Backfill.class, Set.of(Done.class, Outcome.OutOfParity.class)),
            Map.entry(Task.Parity.class, Set.of(Done.class, Outcome.OutOfParity.class, Outcome.Drifted.class)),
            Map.entry(Task.Repair.class, Set.of(Done.class)),
            Map.entry(
                    Task.AwaitEvaluators.class,
                    Set.of(Done.class, Failed.class, Outcome.Drifted.class, FlagMoved.class)),
            Map.entry(
                    Task.Calibrate.class,
                    Set.of(
                            Done.class,
                            Failed.class,
                            NoData.class,
                            DataBack.class,
                            Outcome.Drifted.class,
                            FlagMoved.class)),
            Map.entry(Task.Raise.class, Set.of(FlagSet.class, FlagMoved.class)),
            Map.entry(
                    Task.Watch.class,
                    Set.of(
                            Outcome.Passed.class,
                            Failed.class,
                            Outcome.Inconclusive.class,
                            NoData.class,
                            Outcome.Drifted.class,
                            FlagMoved.class)),
            Map.entry(
                    Task.Guard.class, Set.of(Failed.class, FlagMoved.class, DataBack.class, Outcome.LateReader.class)),
            Map.entry(Task.SoakWatch.class, Set.of(Failed.class, NoData.class, Outcome.Drifted.class, FlagMoved.class)),
            Map.entry(
                    Task.Gate.class,
                    Set.of(Outcome.GateOpen.class, Outcome.GateClosed.class, Outcome.LateReader.class)),
            Map.entry(Task.TurnSafeSide.class, Set.of(FlagSet.class, FlagMoved.class)),
            Map.entry(
                    Task.Archive.class,
                    Set.of(Done.class, Failed.class, NoData.class, Outcome.Drifted.class, FlagMoved.class)),
            Map.entry(Task.Hide.class, Set.of(Done.class, Outcome.GateClosed.class, FlagMoved.class)),
            Map.entry(
                    Task.HideWatch.class,
                    Set.of(
                            Failed.class,
                            NoData.class,
                            Outcome.Drifted.class,
                            FlagMoved.class,
                            Outcome.LateReader.class)),
            Map.entry(Task.Unhide.class, Set.of(Done.class)),
            Map.entry(Task.Drop.class, Set.of(Outcome.Dropped.class, Outcome.NotDropped.class)),
            Map.entry(Task.AskDrop.class, Set.of(Outcome.Dropped.class, Outcome.NotDropped.class)),
            Map.entry(Task.AfterDrop.class, Set.of(Done.class)),
            Map.entry(Task.Zero.class, Set.of(FlagSet.class)),
            Map.entry(Task.ProveKill.class, Set.of(Outcome.KillProven.class)),
            Map.entry(Task.AwaitAnswers.class, Set.of(Done.class)),
            Map.entry(Task.Revert.class, Set.of(Done.class, Outcome.Refused.class, Outcome.GateOpen.class)),
            Map.entry(Task.Close.class, Set.of(Done.class)));

    private Plausible() {}

    static Set<Class<? extends Outcome>> outcomes(Task task) {
        return OUTCOMES.getOrDefault(task.getClass(), Set.of());
    }
}
