// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.demo.stack.MetricsServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PathMetricsTest {

    private final PathMetrics metrics = new PathMetrics();

    @Test
    void everySeriesIsThereBeforeTheFirstCall() throws Exception {
        assertThat(scraped())
                .contains("shop_calls_total{variant=\"old\"} 0.0")
                .contains("shop_calls_total{variant=\"new\"} 0.0")
                .contains("shop_errors_total{variant=\"old\"} 0.0")
                .contains("shop_errors_total{variant=\"new\"} 0.0");
    }

    @Test
    void aCallIsCountedForItsPathAndAFailureAsBoth() throws Exception {
        assertThat(metrics.counting(PathMetrics.OLD, () -> "served").run()).isEqualTo("served");
        assertThatThrownBy(() -> metrics.counting(PathMetrics.NEW, () -> {
                            throw new SQLException("no such column");
                        })
                        .run())
                .hasMessage("no such column");

        assertThat(scraped())
                .contains("shop_calls_total{variant=\"old\"} 1.0")
                .contains("shop_errors_total{variant=\"old\"} 0.0")
                .contains("shop_calls_total{variant=\"new\"} 1.0")
                .contains("shop_errors_total{variant=\"new\"} 1.0");
    }

    private String scraped() throws Exception {
        try (MetricsServer server = MetricsServer.start()) {
            server.serve(metrics.registry());
            URI address = URI.create(server.address());
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
