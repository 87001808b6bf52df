// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.view.FindingsView;
import dev.interlock.api.view.StartRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Judging a plan without starting it. */
@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
public final class PlansResource {

    private final PlanChecks plans;

    PlansResource(PlanChecks plans) {
        this.plans = plans;
    }

    /** 200 also when there are findings: the request was served. */
    @POST
    @Path("/lint")
    @Consumes(MediaType.APPLICATION_JSON)
    public FindingsView lint(@Nullable StartRequest request) {
        return new FindingsView(plans.lint(PlanChecks.files(request == null ? null : request.files())));
    }
}
