// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.picture;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another process does: its only sign is what can be observed from outside, so it is asked again and again. */
final class Until {

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Duration patience;
    private final Supplier<String> evidence;

    private Until(Duration patience, Supplier<String> evidence) {
        this.patience = patience;
        this.evidence = evidence;
    }

    static Until within(Duration patience) {
        return new Until(patience, () -> "");
    }

    /** @param evidence is put into the failure, such as the last lines of a log */
    Until showing(Supplier<String> evidence) {
        return new Until(patience, evidence);
    }

    void holds(String what, Callable<Boolean> condition) throws Exception {
        finds(what, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    /** The first answer that is not empty. */
    <T> T finds(String what, Callable<Optional<T>> question) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> answer = question.call();
            if (answer.isPresent()) {
                return answer.orElseThrow();
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        throw new AssertionError("not within " + patience.toSeconds() + " s: " + what + "\n" + evidence.get());
    }
}
