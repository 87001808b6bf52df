// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarTest {

    @Test
    void whatIsExactlyOnTheBarMeetsIt() {
        assertThat(Bar.atLeast(0.7).isMetBy(0.7)).isTrue();
        assertThat(Bar.atMost(1.5).isMetBy(1.5)).isTrue();
    }

    @Test
    void whatIsOnTheWrongSideMissesIt() {
        assertThat(Bar.atLeast(0.7).isMetBy(0.699)).isFalse();
        assertThat(Bar.atMost(1.5).isMetBy(1.501)).isFalse();
    }

    @Test
    void theRatioIsOfTheSubjectsMedianToTheReferences() {
        Row.Measured row = Rows.measured(30, 40, Optional.of(Bar.atLeast(0.7)));

        assertThat(row.ratio()).isEqualTo(0.75);
        assertThat(row.met()).contains(true);
    }

    @Test
    void withoutABarNothingIsMetOrMissed() {
        assertThat(Rows.measured(1, 2, Optional.empty()).met()).isEmpty();
    }
}
