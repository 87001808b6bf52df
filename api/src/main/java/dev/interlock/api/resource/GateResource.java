// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.gateway.MigrationGateway;
import dev.interlock.api.ledger.MigrationRow;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.api.view.GateView;
import dev.interlock.api.view.Reached;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a deploy pipeline asks. Answered from the ledger, so that it does not depend on Temporal or a worker. */
@Path("/api/v1/migrations")
@Produces(MediaType.APPLICATION_JSON)
public final class GateResource {

    private final Databases databases;
    private final MigrationGateway gateway;

    GateResource(Databases databases, MigrationGateway gateway) {
        this.databases = databases;
        this.gateway = gateway;
    }

    /** Of the id's newest run. */
    @GET
    @Path("/{database}/{id}/gate")
    public GateView gate(
            @PathParam("database") String database,
            @PathParam("id") String id,
            @QueryParam("phase") @Nullable String phase) {
        Reached wanted = reached(phase);
        String workflowId = databases.workflowId(database, id);
        Optional<MigrationRow> row = databases.ledger(database).latest(id);
        if (row.isPresent()) {
            return GateView.of(database, row.get(), wanted);
        }
        return gateway.describe(workflowId)
                .filter(run -> run.getCloseTime() == null)
                .map(run -> GateView.unregistered(database, id))
                .orElseThrow(() -> Databases.unknownMigration(database, id));
    }

    private static Reached reached(@Nullable String phase) {
        try {
            return Reached.valueOf(String.valueOf(phase).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "'phase' is expanded, backfilled or completed, not " + phase);
        }
    }
}
