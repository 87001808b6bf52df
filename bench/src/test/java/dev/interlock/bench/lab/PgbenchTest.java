// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PgbenchTest {

    @Test
    void the99thPercentileIsTheLatencyThatNinetyNineOfAHundredDoNotExceed() {
        List<Long> micros =
                LongStream.rangeClosed(1, 200).mapToObj(i -> i * 1000).toList();

        assertThat(Pgbench.percentile99(micros)).isEqualTo(198);
    }

    @Test
    void rateIsReadFromWhatPgbenchPrints() throws IOException {
        assertThat(Pgbench.rate("latency average = 1.7 ms\ntps = 2345.678901 (without initial connection time)\n"))
                .isEqualTo(2345.68);
    }

    @Test
    void outputWithoutARateIsRefused() {
        assertThatIOException().isThrownBy(() -> Pgbench.rate("no")).withMessage("pgbench told no tps: no");
    }
}
