// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FiguresTest {

    @Test
    void numbersAreWrittenAsPeopleReadThem() {
        assertThat(Figures.count(39_870)).isEqualTo("39,870");
        assertThat(Figures.amount(40)).isEqualTo("40");
        assertThat(Figures.amount(412.4)).isEqualTo("412");
        assertThat(Figures.amount(2.54)).isEqualTo("2.5");
        assertThat(Figures.amount(0.834)).isEqualTo("0.83");
    }

    @Test
    void aMeasuredValueKeepsSixDigits() {
        assertThat(Figures.exact(0.8)).isEqualTo("0.8");
        assertThat(Figures.exact(100)).isEqualTo("100");
        assertThat(Figures.exact(12_500.5)).isEqualTo("12,500.5");
        assertThat(Figures.exact(0.123456789)).isEqualTo("0.123457");
        assertThat(Figures.exact(-3)).isEqualTo("-3");
        assertThat(Figures.exact(0)).isEqualTo("0");
        assertThat(Figures.exact(1e-9)).isEqualTo("1.0000e-09");
        assertThat(Figures.exact(2e300)).isEqualTo("2.0000e+300");
    }

    @Test
    void evidenceBeyondADoubleIsWrittenAsAPowerOfTen() {
        assertThat(Figures.evidence(Math.log(412))).isEqualTo("412");
        assertThat(Figures.evidence(5_000 * Math.log(10) + Math.log(2))).isEqualTo("2.0 × 10^5000");
    }
}
