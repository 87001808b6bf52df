// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import dev.interlock.client.PathCall;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.SQLException;

/**
 * Calls of each path, and those that failed, as Prometheus reads them: {@code shop_calls_total} and {@code shop_errors_total} by
 * {@code variant}. Every series is there from the beginning, so that the first error is not what creates one.
 */
final class PathMetrics {

    static final String OLD = "old";
    static final String NEW = "new";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter calls = counter("shop_calls", "Calls of a code path that have ended");
    private final Counter errors = counter("shop_errors", "Those of them that failed");

    private Counter counter(String name, String help) {
        Counter counter =
                Counter.builder().name(name).help(help).labelNames("variant").register(registry);
        counter.initLabelValues(OLD);
        counter.initLabelValues(NEW);
        return counter;
    }

    /** The same call, counted when it ends. */
    <T> PathCall<T, SQLException> counting(String variant, PathCall<T, SQLException> call) {
        return () -> {
            boolean failed = true;
            try {
                T answer = call.run();
                failed = false;
                return answer;
            } finally {
                calls.labelValues(variant).inc();
                errors.labelValues(variant).inc(failed ? 1 : 0);
            }
        };
    }

    PrometheusRegistry registry() {
        return registry;
    }
}
