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
    void theNextWindowCountsAgain() {
        long first = admitted("robot", 50, START);
        long stillFirst = admitted("robot", 50, START + WINDOW - 1);
        long second = admitted("robot", 50, START + WINDOW);

        assertThat(first + stillFirst).isEqualTo(3);
        assertThat(second).isEqualTo(3);
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
