// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

    private static final Result RESULT = Rows.result(
            Rows.measured(30, 40, Optional.of(Bar.atLeast(0.8))),
            Rows.measured(3, 4, Optional.empty()),
            Rows.missing());

    @Test
    void whatIsWrittenReadsAsTheSame() {
        assertThat(ResultJson.read(ResultJson.write(RESULT))).isEqualTo(RESULT);
    }

    @Test
    void mediansRatioAndVerdictStandBesideTheSamples() {
        assertThat(ResultJson.write(RESULT))
                .contains("\"median\" : 30.0", "\"ratio\" : 0.75", "\"met\" : false", "\"at_least\"");
    }

    @Test
    void aRatioThatSomebodyTypedInDoesNotSurviveBeingRead() {
        String typed = ResultJson.write(RESULT).replace("\"ratio\" : 0.75", "\"ratio\" : 0.95");

        assertThat(ResultJson.write(ResultJson.read(typed))).isNotEqualTo(typed);
    }

    @Test
    void whatIsNoResultIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ResultJson.read("{"));
        assertThatIllegalArgumentException().isThrownBy(() -> ResultJson.read("{}"));
    }
}
