// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.gateway.CommandGateway;
import dev.interlock.api.gateway.CommandResult;
import dev.interlock.api.gateway.MigrationGateway;
import dev.interlock.api.gateway.Verb;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.api.view.CommandRequest;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.workflows.CommandAnswer;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ordering a migration about. */
@Path("/api/v1/migrations")
@Produces(MediaType.APPLICATION_JSON)
public final class CommandsResource {

    private final Databases databases;
    private final MigrationGateway migrations;
    private final CommandGateway commands;

    CommandsResource(Databases databases, MigrationGateway migrations, CommandGateway commands) {
        this.databases = databases;
        this.migrations = migrations;
        this.commands = commands;
    }

    /** 200 with the answer; 409 when the migration refuses, or has ended; 503 when no worker answers. */
    @POST
    @Path("/{database}/{id}/{verb: pause|resume|rollback|revert|approve|promote|extend}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CommandAnswer command(
            @PathParam("database") String database,
            @PathParam("id") String id,
            @PathParam("verb") Verb verb,
            @HeaderParam(Callers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable CommandRequest request) {
        databases.ledger(database);
        Optional<String> given = Callers.key(key);
        CommandRequest asked = request == null ? CommandRequest.EMPTY : request;
        CommandResult result = commands.send(
                MigrationPlan.workflowId(database, id),
                verb,
                asked.message(Callers.ANONYMOUS, given.orElse(null)),
                given);
        if (result instanceof CommandResult.Accepted accepted) {
            return accepted.answer();
        }
        throw problem(result, database, id);
    }

    @POST
    @Path("/{database}/{id}/throttle")
    @SuppressWarnings("DoNotCallSuggester") // only Jersey calls it, and throwing is how a problem is answered
    public CommandAnswer throttle() {
        throw new ProblemException(ProblemType.NOT_YET, "throttle comes with the throttled backfill");
    }

    private ProblemException problem(CommandResult result, String database, String id) {
        if (result instanceof CommandResult.Refused refused) {
            return new ProblemException(ProblemType.REFUSED, refused.sentence());
        }
        if (result instanceof CommandResult.NoAnswer silence) {
            return new ProblemException(ProblemType.NO_WORKER, silence.sentence());
        }
        return known(database, id)
                ? new ProblemException(ProblemType.ENDED, database + "/" + id + " has ended, or does not run")
                : Databases.unknownMigration(database, id);
    }

    private boolean known(String database, String id) {
        return databases.ledger(database).latest(id).isPresent()
                || migrations.describe(MigrationPlan.workflowId(database, id)).isPresent();
    }
}
