// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.demo.shop.Verification;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

    @Test
    void howOftenPrometheusWasAskedIsTold() {
        assertThat(lastLine(21L, "http://127.0.0.1:9090")).endsWith("guardrails asked Prometheus 21 times");
    }

    @Test
    void whyThereIsNoPrometheusIsTold() {
        assertThat(lastLine(null, "ended before it was ready: no space left on device"))
                .endsWith("Prometheus         ended before it was ready: no space left on device");
    }

    private static String lastLine(@Nullable Long asked, String prometheus) {
        DemoResult result = new DemoResult("happy", "COMPLETED", 30_000, 0, 9_000, 0, 12, null, 140, asked);
        return SummaryText.of(result, new Verification(0, List.of()), Duration.ofSeconds(30), prometheus).stream()
                .reduce("", (before, line) -> line);
    }
}
