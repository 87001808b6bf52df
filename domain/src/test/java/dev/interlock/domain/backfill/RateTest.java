// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "500", "1000000000", "max"})
    void rateIsReadAsItIsWritten(String text) {
        assertThat(Rate.parse(text).orElseThrow().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "1e3", "fast", "MAX", "1000000001", "99999999999999999999", "5 00"})
    void whatIsNoRateIsNotRead(String text) {
        assertThat(Rate.parse(text)).isEmpty();
    }

    @Test
    void nothingASecondIsNoRate() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0));
    }

    @Test
    void wordsHaveAUnit() {
        assertThat(new Rate(500).words()).isEqualTo("500 rows/s");
        assertThat(Rate.MAX.words()).isEqualTo("max");
    }
}
