// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class BootWaitTest {

    private final Queue<List<String>> answers = new ArrayDeque<>(List.of(List.of("not up"), List.of(), List.of()));

    @Test
    void withoutPatienceItAsksOnce() {
        assertThat(BootWait.of(Duration.ZERO).until(answers::remove)).containsExactly("not up");
        assertThat(answers).hasSize(2);
    }

    @Test
    void withPatienceItAsksUntilNothingIsWrong() {
        assertThat(BootWait.of(Duration.ofMinutes(1)).until(answers::remove)).isEmpty();
        assertThat(answers).hasSize(1);
    }

    @Test
    void whenThePatienceIsOverItTellsWhatIsStillWrong() {
        assertThat(BootWait.of(Duration.ofMillis(1)).until(() -> List.of("not up")))
                .containsExactly("not up");
    }
}
