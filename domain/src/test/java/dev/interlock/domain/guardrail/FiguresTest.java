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
    void evidenceBeyondADoubleIsWrittenAsAPowerOfTen() {
        assertThat(Figures.evidence(Math.log(412))).isEqualTo("412");
        assertThat(Figures.evidence(5_000 * Math.log(10) + Math.log(2))).isEqualTo("2.0 × 10^5000");
    }
}
