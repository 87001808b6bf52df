// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.gateway.CommandGateway;
import dev.interlock.api.gateway.CommandResult;
import dev.interlock.api.gateway.MigrationGateway;
import dev.interlock.api.gateway.Verb;
import dev.interlock.api.ledger.MigrationRow;
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
    @Path("/{database}/{id}/{verb: pause|resume|rollback|revert|approve|promote|extend|throttle|repair}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CommandAnswer command(
            @PathParam("database") String database,
            @PathParam("id") String id,
            @PathParam("verb") Verb verb,
            @HeaderParam(Callers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable CommandRequest request) {
        String workflowId = databases.workflowId(database, id);
        Optional<String> commandId = Callers.key(key).map(given -> verb.updateName() + " " + given);
        CommandRequest asked = checked(request == null ? CommandRequest.EMPTY : request);
        CommandResult result = commands.send(
                workflowId, verb, asked.message(Callers.actor(asked.actor()), commandId.orElse(null)), commandId);
        if (result instanceof CommandResult.Accepted accepted) {
            return accepted.answer();
        }
        throw problem(result, database, id);
    }

    private static CommandRequest checked(CommandRequest request) {
        return new CommandRequest(
                Given.text("actor", request.actor()),
                Given.text("reason", request.reason()),
                Given.text("plan", request.plan()),
                Given.text("for", request.duration()),
                Given.text("rate", request.rate()),
                Given.text("keep", request.keep()));
    }

    private ProblemException problem(CommandResult result, String database, String id) {
        if (result instanceof CommandResult.Refused refused) {
            return new ProblemException(ProblemType.REFUSED, refused.sentence());
        }
        if (result instanceof CommandResult.NoAnswer silence) {
            return new ProblemException(ProblemType.NO_WORKER, silence.sentence());
        }
        return notRunning(database, id);
    }

    private ProblemException notRunning(String database, String id) {
        Optional<MigrationRow> row = databases.ledger(database).latest(id);
        if (row.filter(recorded -> !recorded.ended()).isPresent()) {
            return new ProblemException(
                    ProblemType.NOT_RUNNING,
                    database + "/" + id + " is open in phase " + row.get().phase()
                            + " and has no running workflow: start the same plan again, and it goes on from there");
        }
        return row.isPresent()
                        || migrations
                                .describe(MigrationPlan.workflowId(database, id))
                                .isPresent()
                ? new ProblemException(ProblemType.ENDED, database + "/" + id + " has ended")
                : Databases.unknownMigration(database, id);
    }
}
