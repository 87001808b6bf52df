// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.ledger.KillResult;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.api.view.KillRequest;
import dev.interlock.api.view.KilledView;
import dev.interlock.domain.plan.Percent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kill: straight in the database, with or without Temporal. */
@Path("/api/v1/flags/{database}/{key}")
@Produces(MediaType.APPLICATION_JSON)
public final class FlagsResource {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,126}");

    private final Databases databases;

    FlagsResource(Databases databases) {
        this.databases = databases;
    }

    @POST
    @Path("/kill")
    @Consumes(MediaType.APPLICATION_JSON)
    public KilledView kill(
            @PathParam("database") String database, @PathParam("key") String key, @Nullable KillRequest request) {
        if (request == null || request.reason() == null || request.reason().isBlank()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "a kill needs a 'reason': it goes on record");
        }
        String actor = Callers.actor(Given.text("actor", request.actor()));
        String reason = String.valueOf(Given.text("reason", request.reason()));
        KillResult result = KEY.matcher(key).matches()
                ? databases.killSwitch(database).kill(key, actor, reason)
                : new KillResult.UnknownFlag();
        if (result instanceof KillResult.Killed killed) {
            return new KilledView(
                    database,
                    key,
                    new Percent(killed.flag().percent()).asDouble(),
                    killed.flag().version(),
                    killed.flag().epoch());
        }
        throw problem(result, database, key);
    }

    private static ProblemException problem(KillResult result, String database, String key) {
        if (result instanceof KillResult.UnknownFlag) {
            return new ProblemException(ProblemType.UNKNOWN_FLAG, "no flag " + key + " in database " + database);
        }
        if (result instanceof KillResult.Pinned) {
            return new ProblemException(ProblemType.PINNED, "flag " + key + " is pinned: the old path is gone");
        }
        if (result instanceof KillResult.Hidden hidden) {
            return new ProblemException(ProblemType.FLAG_LOCKED, hidden.why() + ": try again");
        }
        return new ProblemException(
                ProblemType.FLAG_LOCKED, "the flag's row stayed locked for 5 s and was left as it is: try again");
    }
}
