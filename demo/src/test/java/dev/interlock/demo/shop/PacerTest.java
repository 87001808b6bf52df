// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PacerTest {

    private final AtomicLong now = new AtomicLong(1_000_000_000L);
    private final Pacer pacer = new Pacer(now::get, 100);

    @Test
    void startingTimesAreEvenlyApart() {
        List<Long> starts = Stream.generate(pacer::reserve).limit(4).toList();

        assertThat(starts).containsExactly(1_000_000_000L, 1_010_000_000L, 1_020_000_000L, 1_030_000_000L);
    }

    @Test
    void aShortLagIsMadeUpFor() {
        now.addAndGet(Duration.ofMillis(500).toNanos());

        assertThat(pacer.reserve()).isEqualTo(1_000_000_000L);
    }

    @Test
    void aLongLagIsLetGo() {
        now.addAndGet(Duration.ofSeconds(60).toNanos());

        assertThat(pacer.reserve()).isEqualTo(Duration.ofSeconds(60).toNanos());
        assertThat(pacer.reserve()).isEqualTo(Duration.ofSeconds(60).toNanos() + 10_000_000L);
    }

    @Test
    void aTimeThatHasPassedIsNotWaitedFor() {
        long before = now.get();

        pacer.awaitUntil(before - 1);

        assertThat(now).hasValue(before);
    }
}
