// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.backfill.BatchBlocks;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.backfill.RowDebt;
import dev.interlock.domain.backfill.Speed;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.backfill.ThrottleRules;
import dev.interlock.domain.backfill.Throttling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets the batches of one table through, as fast as the limits of the plan and the rate that is in force allow. Looks at
 * the server at most once a second, and goes on from where it stood: nothing is open while it waits.
 */
final class Throttle {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** A rate needs two looks, and nobody should wait a second for the first. */
    private static final Duration AFTER_THE_FIRST = Duration.ofMillis(100);

    private static final Duration LEAST = Duration.ofMillis(1);

    private final ThrottlePolicy limits;
    private final Sampler sampler;
    private final Tempo tempo;
    private final Progress progress;
    private Cursor total = new Cursor(0, 0, 0, 0, 0);
    private Rate rate;
    private RowDebt debt;
    private Speed speed;
    private BatchBlocks density = BatchBlocks.FIRST;
    private Throttling ruling = new Throttling.Wait(List.of("the server has not been looked at yet"));
    private Reading<Duration> latency = Reading.known(Duration.ZERO);
    private Optional<Duration> nextLook = Optional.empty();

    Throttle(ThrottlePolicy limits, Sampler sampler, Tempo tempo, Progress progress) {
        this.limits = limits;
        this.sampler = sampler;
        this.tempo = tempo;
        this.progress = progress;
        this.rate = limits.rate();
        this.debt = RowDebt.none(tempo.now());
        this.speed = Speed.from(0, 0, tempo.now());
    }

    /** Where the fill stands before its first batch: what an earlier run has done is no speed of this one. */
    void startsAt(Cursor done) {
        total = done;
        speed = Speed.from(done.written(), done.next(), tempo.now());
    }

    /** Waits until the next batch may run, for as long as it takes; reports why at every look. */
    void pass(String doing) {
        lookWhenDue();
        Duration pause = pause();
        while (!pause.isZero()) {
            progress.advanced(advance(doing));
            tempo.pause(pause);
            lookWhenDue();
            pause = pause();
        }
    }

    /** Whether no rate is ordered. */
    boolean isUnlimited() {
        return rate.isMax();
    }

    /** How many blocks the next batch may take of those that it could. */
    long blocks(long wanted) {
        return density.within(rate, wanted);
    }

    /** @param blocks that held them */
    void wrote(long rows, long blocks) {
        debt = debt.paid(rate, tempo.now()).plus(rows);
        density = density.after(rows, blocks);
    }

    void reached(Cursor done) {
        total = done;
    }

    Advance advance(String doing) {
        return new Advance(
                doing,
                total.next(),
                total.blocks(),
                total.written(),
                speed.rowsASecond(),
                secondsLeft(),
                waitsFor().or(this::owes).orElse(null));
    }

    private void lookWhenDue() {
        Duration now = tempo.now();
        if (nextLook.filter(due -> now.compareTo(due) < 0).isPresent()) {
            return;
        }
        speed = speed.until(total.written(), total.next(), now);
        boolean first = nextLook.isEmpty();
        nextLook = Optional.of(now.plus(first ? AFTER_THE_FIRST : BETWEEN_LOOKS));
        Sample sample = sampler.look();
        judge(sample);
        // What is put on record is what holds now; how long that took is judged at once.
        latency = sampler.tell(
                new Pace(speed.rowsASecond(), secondsLeft(), rate, waitsFor().orElse(null)));
        judge(sample);
    }

    private void judge(Sample sample) {
        ruling = ThrottleRules.decide(limits, sample.readings().with(latency));
        if (sample.ordered() instanceof Reading.Known<Optional<Rate>> known) {
            debt = debt.paid(rate, tempo.now());
            rate = known.value().orElse(limits.rate());
        } else {
            ruling = new Throttling.Wait(
                    List.of("the rate cannot be told: " + ((Reading.Unknown<Optional<Rate>>) sample.ordered()).why()));
        }
    }

    private Duration pause() {
        Duration now = tempo.now();
        Duration untilLook = atLeast(nextLook.orElse(now).minus(now));
        if (ruling instanceof Throttling.Wait) {
            return untilLook;
        }
        debt = debt.paid(rate, now);
        Duration owed = debt.pause(rate);
        if (owed.compareTo(LEAST) < 0) {
            return Duration.ZERO;
        }
        return owed.compareTo(untilLook) < 0 ? owed : untilLook;
    }

    private static Duration atLeast(Duration time) {
        return time.compareTo(LEAST) < 0 ? LEAST : time;
    }

    private Optional<String> waitsFor() {
        return ruling instanceof Throttling.Wait wait ? Optional.of(wait.sentence()) : Optional.empty();
    }

    private Optional<String> owes() {
        return debt.pause(rate).compareTo(LEAST) < 0 ? Optional.empty() : Optional.of("the rate of " + rate.words());
    }

    private @Nullable Long secondsLeft() {
        return speed.left(total.blocks()).map(Duration::toSeconds).orElse(null);
    }
}
