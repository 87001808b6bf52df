// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.interlock.api.view.HealthView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.SortedMap;

/** Whether this process runs, and whether it can do its work. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {

    private final HealthCheckRegistry checks;

    HealthResource(HealthCheckRegistry checks) {
        this.checks = checks;
    }

    /** 200 as long as the process serves requests. */
    @GET
    @Path("/live")
    public HealthView live() {
        return HealthView.ALIVE;
    }

    /** 200 when every check passes, else 503; each check by its name either way. */
    @GET
    @Path("/ready")
    public Response ready() {
        SortedMap<String, HealthCheck.Result> results = checks.runHealthChecks();
        HealthView view = HealthView.of(results);
        return Response.status(view.healthy() ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(view)
                .build();
    }
}
