// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.gateway.MigrationGateway;
import dev.interlock.api.gateway.StartKey;
import dev.interlock.api.gateway.StartResult;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.api.view.StartRequest;
import dev.interlock.api.view.StartedView;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.workflows.StartInput;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starting a migration. */
@Path("/api/v1/migrations")
@Produces(MediaType.APPLICATION_JSON)
public final class StartResource {

    private final Databases databases;
    private final PlanChecks plans;
    private final MigrationGateway gateway;

    StartResource(Databases databases, PlanChecks plans, MigrationGateway gateway) {
        this.databases = databases;
        this.plans = plans;
        this.gateway = gateway;
    }

    /** 201; 409, 413 or 422 with nothing started and nothing touched. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(@Nullable StartRequest request, @HeaderParam(Callers.IDEMPOTENCY_KEY) @Nullable String key) {
        Map<String, String> files = PlanChecks.files(request == null ? null : request.files());
        PlanChecks.Checked checked = plans.check(files);
        String actor = Callers.actor(Given.text("actor", request == null ? null : request.actor()));
        boolean queue = request != null && Boolean.TRUE.equals(request.queue());
        StartedView started = start(checked, new StartInput(files, actor, queue, null, null, null), Callers.key(key));
        return Response.created(URI.create("/api/v1/migrations/" + started.database() + "/" + started.id()))
                .entity(started)
                .build();
    }

    private StartedView start(PlanChecks.Checked checked, StartInput input, Optional<String> header) {
        MigrationPlan plan = checked.plan();
        Optional<StartKey> key = header.map(given -> new StartKey(given, checked.sha256()));
        Optional<StartResult> earlier = key.flatMap(given -> gateway.repeated(plan.workflowId(), given));
        if (earlier.isEmpty()) {
            new LedgerChecks(databases.ledger(plan.database())).mayStart(plan, checked.sha256(), input.queue());
        }
        StartResult result = earlier.orElseGet(() -> gateway.start(plan, input, key));
        if (result instanceof StartResult.Started started) {
            return view(checked, started.runId(), false);
        }
        if (result instanceof StartResult.Repeated repeated) {
            return view(checked, repeated.runId(), true);
        }
        if (result instanceof StartResult.KeyReused) {
            throw new ProblemException(
                    ProblemType.KEY_REUSED, "this Idempotency-Key has started another plan of " + plan.id());
        }
        throw new ProblemException(
                ProblemType.ALREADY_RUNNING, plan.database() + "/" + plan.id() + " is running already");
    }

    private static StartedView view(PlanChecks.Checked checked, String runId, boolean repeated) {
        MigrationPlan plan = checked.plan();
        return new StartedView(
                plan.database(), plan.id(), plan.workflowId(), runId, checked.sha256(), plan.off(), repeated);
    }
}
