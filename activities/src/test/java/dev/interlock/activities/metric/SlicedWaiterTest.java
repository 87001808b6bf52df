// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SlicedWaiterTest {

    private final SlicedWaiter waiter = new SlicedWaiter();

    @Test
    void heartbeatsAtOnceAndAtLeastEverySecond() throws InterruptedException {
        AtomicInteger beats = new AtomicInteger();
        long begun = System.nanoTime();

        waiter.await(Duration.ofMillis(1_500), beats::incrementAndGet);

        assertThat(beats.get()).isEqualTo(3);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(1_500_000_000L);
    }

    @Test
    void whatAHeartbeatThrowsEndsTheWait() {
        assertThatThrownBy(() -> waiter.await(Duration.ofHours(1), () -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
    }
}
