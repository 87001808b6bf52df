// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.metrics;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one registry of a process.
 *
 * @param temporal what the Temporal client reports into
 */
public record ProcessMetrics(PrometheusRegistry registry, Scope temporal) {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessMetrics.class);

    private static final double REPORT_SECONDS = 1;

    /** Registers the JVM's metrics and makes a scope for {@code temporal_*}. */
    public static ProcessMetrics create() {
        PrometheusRegistry registry = new PrometheusRegistry();
        JvmMetrics.builder().register(registry);
        PrometheusMeterRegistry micrometer =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
        Scope temporal = new RootScopeBuilder()
                .reporter(new MicrometerClientStatsReporter(micrometer))
                .reportEvery(Duration.ofSeconds(REPORT_SECONDS));
        return new ProcessMetrics(registry, temporal);
    }

    /** The last reports may be lost; nothing depends on them. */
    public void close() {
        try {
            temporal.close();
        } catch (ScopeCloseException failure) {
            LOG.warn("the Temporal client's metrics did not close cleanly", failure);
        }
    }
}
