// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;

/** {@code GET /metrics}: the one registry, in the format that the scraper asks for. */
@Path("/metrics")
public final class MetricsResource {

    private final PrometheusRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();

    public MetricsResource(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @GET
    public Response scrape(@HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        StreamingOutput body = out -> writer.write(out, registry.scrape());
        return Response.ok(body, writer.getContentType()).build();
    }
}
