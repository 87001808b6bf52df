// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.client.count.CallInFlight;
import dev.interlock.client.count.CallResult;
import dev.interlock.client.count.RedLine;
import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whether "0 % acknowledged with nothing in flight on the new path" is the truth while threads call as fast as they can:
 * from that report on until the flag is raised again, being on the new path is a violation.
 */
class AcknowledgementTest {

    private static final int ROUNDS = 1_000;

    private final TrackedFlag flag =
            new TrackedFlag("f", System::nanoTime, Duration.ofSeconds(1), RedLine.Limits.DEFAULT);
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong newCalls = new AtomicLong();
    private final AtomicLong oldCalls = new AtomicLong();
    private final AtomicLong violations = new AtomicLong();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean newPathIsProvenEmpty;

    @BeforeEach
    void startCalling() {
        for (int i = 0; i < 4; i++) {
            callers.add(new Thread(this::callOnAndOn, "caller-" + i));
        }
        callers.forEach(Thread::start);
    }

    @AfterEach
    void stopCalling() throws InterruptedException {
        running.set(false);
        for (Thread caller : callers) {
            caller.join();
        }
    }

    @Test
    @Timeout(120)
    void aReportWithNothingInFlightMeansThatNoOlderCallIsStillToCome() {
        for (int round = 1; round <= ROUNDS; round++) {
            raiseAndAwaitACall(2L * round);
            flag.apply(Values.at("f", 2L * round + 1, 0));
            awaitNothingInFlight();
            newPathIsProvenEmpty = true;
            awaitAnother(oldCalls);
            newPathIsProvenEmpty = false;
        }

        assertThat(violations).hasValue(0);
    }

    private void raiseAndAwaitACall(long version) {
        flag.apply(Values.at("f", version, 100));
        awaitAnother(newCalls);
    }

    private void awaitNothingInFlight() {
        while (flag.report(false).newArm().inFlight() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void awaitAnother(AtomicLong calls) {
        long before = calls.get();
        while (calls.get() == before) {
            Thread.onSpinWait();
        }
    }

    private void callOnAndOn() {
        while (running.get()) {
            CallInFlight call = flag.enter("anybody");
            if (call.variant() == Variant.NEW && newPathIsProvenEmpty) {
                violations.incrementAndGet();
            }
            (call.variant() == Variant.NEW ? newCalls : oldCalls).incrementAndGet();
            call.end(CallResult.RETURNED);
        }
    }
}
