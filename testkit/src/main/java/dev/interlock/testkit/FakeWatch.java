// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.WatchActivities;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks that find everything fine. A step passes at its first look, where there are windows at its first one after the hold time; a
 * soak and a guard look on.
 */
public final class FakeWatch implements WatchActivities {

    private final FakeLedger ledger;
    private final Cues cues;
    private final Duration checkEvery;
    private final boolean keepsTime;
    private volatile InstantSource clock = Instant::now;
    private final List<Task.Watch> watched = new ArrayList<>();

    FakeWatch(FakeLedger ledger, Cues cues, Duration checkEvery, boolean keepsTime) {
        this.ledger = ledger;
        this.cues = cues;
        this.checkEvery = checkEvery;
        this.keepsTime = keepsTime;
    }

    @Override
    public Outcome awaitEvaluators(Call call, @Nullable Instant notBefore) {
        ledger.write(call);
        return cues.play("await-evaluators", () -> {
            looksOnUntil(notBefore);
            return new Outcome.Done("2 live evaluators");
        });
    }

    @Override
    public Outcome calibrate(Call call, Task.Calibrate calibration) {
        ledger.write(call);
        return cues.play("calibrate", () -> {
            looksOnUntil(calibration.since());
            return new Outcome.Done("2 live evaluators, cohorts alike");
        });
    }

    @Override
    public Outcome watch(Call call, Task.Watch watch) {
        ledger.write(call);
        remember(watch);
        return cues.play("watch", () -> {
            looksOnUntil(watch.until());
            return new Outcome.Passed("errors 0 of 312 new, 1 of 9,688 old");
        });
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

    /** Time passes as this says. */
    void keepsTimeBy(InstantSource other) {
        clock = other;
    }

    private void looksOnUntil(@Nullable Instant end) {
        if (!keepsTime || end == null) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(end)) {
            throw Cues.again(Duration.between(now, end));
        }
    }

    private synchronized void remember(Task.Watch watch) {
        watched.add(watch);
    }
}
