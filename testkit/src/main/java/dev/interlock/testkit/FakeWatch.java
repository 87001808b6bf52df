// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.WatchActivities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks that find everything fine. A step passes at its first look; a soak and a guard look on. */
public final class FakeWatch implements WatchActivities {

    private final FakeLedger ledger;
    private final Cues cues;
    private final Duration checkEvery;
    private final List<Task.Watch> watched = new ArrayList<>();

    FakeWatch(FakeLedger ledger, Cues cues, Duration checkEvery) {
        this.ledger = ledger;
        this.cues = cues;
        this.checkEvery = checkEvery;
    }

    @Override
    public Outcome awaitEvaluators(Call call) {
        ledger.write(call);
        return cues.play("await-evaluators", () -> new Outcome.Done("2 live evaluators"));
    }

    @Override
    public Outcome watch(Call call, Task.Watch watch) {
        ledger.write(call);
        remember(watch);
        return cues.play("watch", () -> new Outcome.Passed("errors 0 of 312 new, 1 of 9,688 old"));
    }

    @Override
    public Outcome guard(Call call, Task.Guard guard) {
        ledger.write(call);
        return cues.play("guard", () -> {
            throw Cues.again(checkEvery);
        });
    }

    @Override
    public Outcome soak(Call call, Instant since) {
        ledger.write(call);
        return cues.play("soak-watch", () -> {
            throw Cues.again(checkEvery);
        });
    }

    @Override
    public Outcome hidden(Call call, Instant since) {
        ledger.write(call);
        return cues.play("hide-watch", () -> {
            throw Cues.again(checkEvery);
        });
    }

    @Override
    public Outcome proveKill(Call call) {
        ledger.write(call);
        return cues.play("prove-kill", () -> new Outcome.KillProven(List.of(), 12));
    }

    @Override
    public Outcome awaitAnswers(Call call) {
        ledger.write(call);
        return cues.play("await-answers", () -> new Outcome.Done(""));
    }

    /** The steps that were watched, each as often as its watch was begun. */
    public synchronized List<Task.Watch> watched() {
        return List.copyOf(watched);
    }

    private synchronized void remember(Task.Watch watch) {
        watched.add(watch);
    }
}
