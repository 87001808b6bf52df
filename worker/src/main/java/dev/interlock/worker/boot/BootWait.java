// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.boot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again for a while, for what starts beside us. */
public final class BootWait {

    private static final Logger LOG = LoggerFactory.getLogger(BootWait.class);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Duration patience;

    private BootWait(Duration patience) {
        this.patience = patience;
    }

    /** @param patience zero asks once */
    public static BootWait of(Duration patience) {
        return new BootWait(patience);
    }

    /** The problems of the last asking: empty as soon as there are none. */
    public List<String> until(Supplier<List<String>> problems) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> found = problems.get();
        if (!found.isEmpty() && !patience.isZero()) {
            LOG.info("Waiting up to {} s: {}", patience.toSeconds(), found);
        }
        while (!found.isEmpty() && System.nanoTime() < deadline && pause()) {
            found = problems.get();
        }
        return found;
    }

    /** False when this thread was told to stop. */
    private static boolean pause() {
        try {
            return !new CountDownLatch(1).await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
