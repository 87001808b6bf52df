// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SideTest {

    @Test
    void medianIsTheMiddleOneWhateverTheOrder() {
        assertThat(new Side("a", List.of(9.0, 1.0, 5.0, 100.0, 3.0)).median()).isEqualTo(5);
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(new Side("a", List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
    }

    @Test
    void aSideWithoutSamplesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Side("one raw UPDATE", List.of()))
                .withMessage("one raw UPDATE has no samples");
    }
}
