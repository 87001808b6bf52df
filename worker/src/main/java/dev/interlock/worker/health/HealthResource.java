// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.health;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code GET /health}: every check by name; 503 when one fails. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {

    private final HealthCheckRegistry checks;

    public HealthResource(HealthCheckRegistry checks) {
        this.checks = checks;
    }

    @GET
    public Response health() {
        SortedMap<String, Answer> answers = new TreeMap<>();
        checks.runHealthChecks().forEach((name, result) -> answers.put(name, Answer.of(result)));
        boolean healthy = answers.values().stream().allMatch(Answer::healthy);
        return Response.status(healthy ? 200 : 503).entity(answers).build();
    }

    /** One check's answer. */
    public record Answer(boolean healthy, @Nullable String message) {

        static Answer of(HealthCheck.Result result) {
            Throwable error = result.getError();
            String message = result.getMessage();
            return new Answer(result.isHealthy(), message == null && error != null ? error.toString() : message);
        }
    }
}
