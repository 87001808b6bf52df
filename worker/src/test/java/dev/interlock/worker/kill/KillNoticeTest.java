// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KillNoticeTest {

    @Test
    void aNoticeIsAKeyAndAnEpoch() {
        assertThat(KillNotice.parse("users-split-name 7")).contains(new KillNotice("users-split-name", 7));
    }

    @Test
    void whatIsNotOursIsNoNotice() {
        assertThat(Stream.of("", "7", " 7", "key", "key x", "key -1", "key 99999999999999999999")
                        .flatMap(payload -> KillNotice.parse(payload).stream()))
                .isEmpty();
    }

    @Test
    void theBackoffDoublesUpToTenSeconds() {
        assertThat(Stream.iterate(Backoff.FIRST, Backoff::next).limit(9).map(Backoff::delay))
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        Duration.ofMillis(1600),
                        Duration.ofMillis(3200),
                        Duration.ofMillis(6400),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10));
    }
}
