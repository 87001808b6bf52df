// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.replay;

import dev.interlock.activities.source.Question;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.replay.PastLooks;
import dev.interlock.domain.replay.Replayed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** One guardrail on its way through the past: {@link #ask} and {@link #judge} in turns, one look after another. */
final class Lane {

    /** So many questions are on their way at once where the next one does not wait for an answer. */
    private static final int AHEAD = 4;

    /** So many questions running without an answer are enough. */
    private static final int TROUBLES = 6;

    private final PastLooks looks;
    private final BiFunction<Instant, Duration, CompletableFuture<SourceReading>> source;
    private final Deque<CompletableFuture<SourceReading>> asked = new ArrayDeque<>();
    private Replayed replayed;
    private long next = 1;
    private long answers;
    private int troubles;

    /** @param source answers a {@link Question} about that moment and so much time before it */
    Lane(PastLooks looks, Replayed begin, BiFunction<Instant, Duration, CompletableFuture<SourceReading>> source) {
        this.looks = looks;
        this.replayed = begin;
        this.source = source;
    }

    Replayed replayed() {
        return replayed;
    }

    /** Sends what the look with that number needs, and the next ones, and does not wait. */
    void ask(long number) {
        long last = replayed.asksAhead() ? Math.min(number + AHEAD - 1, looks.count()) : number;
        for (; next <= last; next++) {
            Instant at = looks.at(next);
            replayed.asked(looks.at(next - 1), at).ifPresent(window -> asked.add(source.apply(at, window)));
        }
    }

    /**
     * Waits for the answer.
     *
     * @throws ReplayStopped when there is no use in asking on
     */
    void judge(long number) throws ReplayStopped {
        Optional<SourceReading> reading = Optional.ofNullable(asked.poll()).map(CompletableFuture::join);
        if (reading.isPresent()) {
            check(reading.get());
        }
        replayed = replayed.next(looks.at(number), reading);
    }

    private void check(SourceReading reading) throws ReplayStopped {
        String name = replayed.rule().name();
        boolean first = answers == 0;
        answers++;
        if (first && reading instanceof SourceReading.Wrong wrong) {
            throw ReplayStopped.refused(
                    name + " can never be answered: " + wrong.why() + "; asked was " + wrong.asked());
        }
        troubles = reading instanceof SourceReading.Trouble ? troubles + 1 : 0;
        if (reading instanceof SourceReading.Trouble trouble && troubles >= TROUBLES) {
            throw ReplayStopped.unreachable(
                    name + " was not answered " + TROUBLES + " times running: " + trouble.why());
        }
    }
}
