// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorCapTest {

    private static final long WINDOW = Duration.ofSeconds(10).toNanos();

    /** An origin as a ticker may have it. */
    private static final long START = Long.MAX_VALUE - WINDOW / 2;

    private final ErrorCap cap = new ErrorCap(Duration.ofSeconds(10), 3, 100);

    @Test
    void threeErrorsOfOneUserCountInAWindow() {
        assertThat(admitted("robot", 50, START)).isEqualTo(3);
    }

    @Test
    void everyUserHasThree() {
        assertThat(admitted("robot", 50, START) + admitted("visitor", 2, START)).isEqualTo(5);
    }

    @Test
    void whatWasCountedIsWorkedOffEvenly() {
        long first = admitted("robot", 50, START);
        long soon = admitted("robot", 50, START + WINDOW / 3 - 1);
        long afterAThird = admitted("robot", 50, START + WINDOW / 3);
        long afterTheWindow = admitted("robot", 50, START + WINDOW / 3 + WINDOW);

        assertThat(first).isEqualTo(3);
        assertThat(soon).isZero();
        assertThat(afterAThird).isEqualTo(1);
        assertThat(afterTheWindow).isEqualTo(3);
    }

    @Test
    void anErrorSaysHowManyOfItsUserWeigh() {
        assertThat(cap.admit("robot", START)).isEqualTo(1);
        assertThat(cap.admit("robot", START)).isEqualTo(2);
        assertThat(cap.admit("robot", START)).isEqualTo(3);
        assertThat(cap.admit("robot", START)).isZero();
        assertThat(cap.admit("robot", START + WINDOW / 3)).isEqualTo(3);
        assertThat(cap.admit("robot", START + 9 * WINDOW)).isEqualTo(1);
    }

    @Test
    void aRobotThatFailsAllDayCountsThreeTimesInAWindow() {
        long counted = 0;
        for (int part = 0; part < 100; part++) {
            counted += admitted("robot", 9, START + part * (WINDOW / 10));
        }

        assertThat(counted).isBetween(30L, 33L);
    }

    @Test
    void errorsOfNobodyInParticularAllCount() {
        assertThat(admitted(null, 50, START) + admitted(" ", 50, START)).isEqualTo(100);
    }

    @Test
    void errorsOfMoreUsersThanAreKeptAllCount() {
        IntStream.range(0, 100).forEach(user -> cap.admit("user-" + user, START));

        assertThat(admitted("one more", 50, START)).isEqualTo(50);
        assertThat(admitted("user-7", 50, START)).isEqualTo(2);
    }

    private long admitted(@Nullable String user, int errors, long now) {
        return IntStream.range(0, errors)
                .filter(error -> cap.admit(user, now) > 0)
                .count();
    }
}
