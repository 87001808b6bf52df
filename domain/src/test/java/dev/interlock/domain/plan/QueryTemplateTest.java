// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class QueryTemplateTest {

    @Test
    void theWindowIsWrittenAsPrometheusReadsIt() {
        QueryTemplate template = new QueryTemplate("rate(a[$window]) / rate(b[$window])");

        assertThat(template.of(Duration.ofMinutes(1))).isEqualTo("rate(a[60s]) / rate(b[60s])");
        assertThat(template.of(Duration.ofMillis(1500))).isEqualTo("rate(a[1500ms]) / rate(b[1500ms])");
        assertThat(template.of(Duration.ZERO)).isEqualTo("rate(a[1ms]) / rate(b[1ms])");
    }

    @Test
    void theVariantIsWrittenAsTheFlagNamesIt() {
        QueryTemplate template = new QueryTemplate("increase(a{v=\"$variant\"}[$window])");

        assertThat(template.of(Duration.ofSeconds(30), Variant.NEW)).isEqualTo("increase(a{v=\"new\"}[30s])");
        assertThat(template.of(Duration.ofSeconds(30), Variant.OLD)).isEqualTo("increase(a{v=\"old\"}[30s])");
        assertThat(template.namesVariant() && template.namesWindow()).isTrue();
    }

    @Test
    void aDollarOfTheQueryStays() {
        assertThat(new QueryTemplate("up{job=~\"shop$\"}").of(Duration.ofSeconds(1)))
                .isEqualTo("up{job=~\"shop$\"}");
    }
}
