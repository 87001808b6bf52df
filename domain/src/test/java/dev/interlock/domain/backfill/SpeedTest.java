// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeedTest {

    private final Speed start = Speed.from(5000, 100, Duration.ZERO);

    @Test
    void beforeAnythingIsMeasuredThereIsNoEnd() {
        assertThat(start.rowsASecond()).isZero();
        assertThat(start.left(1000)).isEmpty();
    }

    @Test
    void whatAnEarlierRunDidDoesNotCountAsSpeed() {
        Speed moved = start.until(5500, 110, Duration.ofSeconds(1));

        assertThat(moved.rowsASecond()).isEqualTo(500);
        assertThat(moved.left(1110)).contains(Duration.ofSeconds(100));
    }

    @Test
    void steadyWorkIsItsOwnAverage() {
        Speed speed = start;
        for (int second = 1; second <= 60; second++) {
            speed = speed.until(5000 + 300L * second, 100 + 6L * second, Duration.ofSeconds(second));
        }

        assertThat(speed.rowsASecond()).isCloseTo(300, within(0.001));
    }

    @Test
    void standingStillWearsTheSpeedDown() {
        Speed speed = start.until(6000, 120, Duration.ofSeconds(1)).until(6000, 120, Duration.ofMinutes(5));

        assertThat(speed.rowsASecond()).isZero();
        assertThat(speed.left(1000)).isEmpty();
    }

    @Test
    void leafThatBeginsAgainIsNoNegativeSpeed() {
        assertThat(start.until(5000, 0, Duration.ofSeconds(1)).rowsASecond()).isZero();
    }
}
