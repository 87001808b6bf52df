// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SlowBoundsTest {

    @Test
    void theyRiseFromAMillisecondToTwelveSeconds() {
        assertThat(SlowBounds.bound(0)).isEqualTo(Duration.ofMillis(1));
        assertThat(SlowBounds.bound(1)).isEqualTo(Duration.ofNanos(1_500_000));
        assertThat(SlowBounds.bound(SlowBounds.COUNT - 1)).isEqualTo(Duration.ofMillis(12_288));
        for (int index = 1; index < SlowBounds.COUNT; index++) {
            assertThat(SlowBounds.bound(index)).isGreaterThan(SlowBounds.bound(index - 1));
        }
    }

    @Test
    void aCallIsAboveTheBoundsThatItTookLongerThan() {
        assertThat(SlowBounds.exceededBy(0)).isZero();
        assertThat(SlowBounds.exceededBy(Duration.ofMillis(1).toNanos())).isZero();
        assertThat(SlowBounds.exceededBy(Duration.ofMillis(1).toNanos() + 1)).isEqualTo(1);
        assertThat(SlowBounds.exceededBy(Duration.ofMillis(5).toNanos())).isEqualTo(5);
        assertThat(SlowBounds.exceededBy(Long.MAX_VALUE)).isEqualTo(SlowBounds.COUNT);
    }
}
