// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("id", "ramp", "owner", "guardrails");

    @ParameterizedTest
    @CsvSource({"ownr, owner", "gaurdrails, guardrails", "guard_rail, guardrails", "i, id", "rmp, ramp", "Ramp, ramp"})
    void aTypoHasANearestWord(String written, String meant) {
        assertThat(Nearest.to(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "<<", "xy", "colour", ""})
    void aWordThatSharesNothingHasNone(String written) {
        assertThat(Nearest.to(written, KNOWN)).isEmpty();
    }

    @Test
    void aWordOfAMillionLettersIsNotCompared() {
        assertThat(Nearest.to("o".repeat(1_000_000), KNOWN)).isEmpty();
    }
}
