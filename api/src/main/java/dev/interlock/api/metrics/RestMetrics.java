// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ExtendedUriInfo;

/** Counts and times requests by their path template, so that an id never becomes a label. */
@PreMatching
public final class RestMetrics implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String BEGAN = RestMetrics.class.getName() + ".began";

    private final Counter requests;
    private final Histogram seconds;

    public RestMetrics(PrometheusRegistry registry) {
        this.requests = Counter.builder()
                .name("interlock_rest_requests_total")
                .help("Requests served")
                .labelNames("method", "path", "status")
                .register(registry);
        this.seconds = Histogram.builder()
                .name("interlock_rest_request_seconds")
                .help("Time from the request's first byte read to its answer")
                .labelNames("method", "path")
                .classicOnly()
                .register(registry);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGAN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String path = RestPaths.template((ExtendedUriInfo) request.getUriInfo());
        requests.labelValues(request.getMethod(), path, String.valueOf(response.getStatus()))
                .inc();
        if (request.getProperty(BEGAN) instanceof Long began) {
            seconds.labelValues(request.getMethod(), path)
                    .observe((System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
        }
    }
}
