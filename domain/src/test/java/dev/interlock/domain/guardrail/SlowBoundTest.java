// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlowBoundTest {

    @Test
    void theBoundNearestToTheNinetyFifthPercentileIsChosen() {
        assertThat(SlowBound.choose(faster(1_000, 700, 300, 60, 10), List.of(700L, 300L, 60L, 10L)))
                .hasValue(2);
        assertThat(SlowBound.choose(faster(1_000, 700, 300, 200, 45), List.of(700L, 300L, 200L, 45L)))
                .hasValue(3);
    }

    @Test
    void whereThePercentileLiesOutsideTheFirstOrTheLastOneIsTaken() {
        assertThat(SlowBound.choose(faster(1_000, 3, 0), List.of(3L, 0L))).hasValue(0);
        assertThat(SlowBound.choose(faster(1_000, 900, 800), List.of(900L, 800L)))
                .hasValue(1);
        assertThat(SlowBound.choose(faster(1_000, 400, 0), List.of(400L, 0L))).hasValue(0);
    }

    @Test
    void fewCallsAndNoCallsTellNothing() {
        assertThat(SlowBound.choose(faster(99, 50, 3), List.of(50L, 3L))).isEmpty();
        assertThat(SlowBound.choose(List.of(), List.of())).isEmpty();
    }

    private static List<Long> faster(long calls, long... slower) {
        List<Long> faster = new ArrayList<>();
        for (long beyond : slower) {
            faster.add(calls - beyond);
        }
        return faster;
    }
}
