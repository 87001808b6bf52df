// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.client.count.RedLine;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whether "0 % acknowledged with nothing in flight on the new path" is the truth for reads that are tried on it, too: from that
 * report on until the flag is raised again, a read that runs there is a violation.
 */
class ShadowAcknowledgementTest {

    private static final int ROUNDS = 500;

    private final TrackedFlag flag =
            new TrackedFlag("f", System::nanoTime, Duration.ofSeconds(1), RedLine.Limits.DEFAULT);
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong tried = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong violations = new AtomicLong();
    private final List<Thread> readers = new ArrayList<>();
    private volatile boolean newPathIsProvenEmpty;

    @BeforeEach
    void startReading() {
        flag.apply(Values.at("f", 1, 5));
        flag.shadow(1);
        flag.delivered(flag.report(false));
        flag.delivered(flag.report(false));
        for (int i = 0; i < 4; i++) {
            readers.add(new Thread(this::readOnAndOn, "reader-" + i));
        }
        readers.forEach(Thread::start);
    }

    @AfterEach
    void stopReading() throws InterruptedException {
        running.set(false);
        for (Thread reader : readers) {
            reader.join();
        }
    }

    @Test
    @Timeout(120)
    void aReportWithNothingInFlightMeansThatNoReadIsStillToBeTried() {
        for (int round = 1; round <= ROUNDS; round++) {
            flag.apply(at(2L * round, 5_000, round));
            awaitAnother(tried);
            flag.apply(at(2L * round + 1, 0, round + 1));
            while (flag.report(false).newArm().inFlight() > 0) {
                Thread.onSpinWait();
            }
            newPathIsProvenEmpty = true;
            awaitAnother(refused);
            newPathIsProvenEmpty = false;
        }

        assertThat(violations).hasValue(0);
    }

    private static HeldFlag at(long version, int thousandths, long epoch) {
        return new HeldFlag(FlagRule.of("f", thousandths, Variant.OLD), version, epoch, false);
    }

    private static void awaitAnother(AtomicLong count) {
        long before = count.get();
        while (count.get() == before) {
            Thread.onSpinWait();
        }
    }

    private void readOnAndOn() {
        while (running.get()) {
            Optional<Shadow> shadow = flag.shadow(8);
            if (shadow.isEmpty() || !shadow.get().begin()) {
                refused.incrementAndGet();
                continue;
            }
            if (newPathIsProvenEmpty) {
                violations.incrementAndGet();
            }
            tried.incrementAndGet();
            shadow.get().end();
        }
    }
}
