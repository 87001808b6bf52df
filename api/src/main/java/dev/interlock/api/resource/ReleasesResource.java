// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.ledger.ReleaseResult;
import dev.interlock.api.ledger.Releases;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.api.view.ReleaseRequest;
import dev.interlock.api.view.ReleasesView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Releases that need the old path: while one is registered, the contract does not start. */
@Path("/api/v1/migrations")
@Produces(MediaType.APPLICATION_JSON)
public final class ReleasesResource {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,126}");

    private final Databases databases;

    ReleasesResource(Databases databases) {
        this.databases = databases;
    }

    @GET
    @Path("/{database}/{id}/releases")
    public ReleasesView list(@PathParam("database") String database, @PathParam("id") String id) {
        return view(database, id, null);
    }

    @POST
    @Path("/{database}/{id}/releases/add")
    @Consumes(MediaType.APPLICATION_JSON)
    public ReleasesView add(
            @PathParam("database") String database, @PathParam("id") String id, @Nullable ReleaseRequest request) {
        Asked asked = Asked.of(request);
        Releases releases = releases(database, id);
        return answer(releases.add(id, asked.release(), asked.actor(), asked.reason()), database, id);
    }

    @POST
    @Path("/{database}/{id}/releases/remove")
    @Consumes(MediaType.APPLICATION_JSON)
    public ReleasesView remove(
            @PathParam("database") String database, @PathParam("id") String id, @Nullable ReleaseRequest request) {
        Asked asked = Asked.of(request);
        Releases releases = releases(database, id);
        return answer(releases.remove(id, asked.release(), asked.actor(), asked.reason()), database, id);
    }

    private Releases releases(String database, String id) {
        databases.workflowId(database, id);
        return databases.releases(database);
    }

    private ReleasesView answer(ReleaseResult result, String database, String id) {
        if (result instanceof ReleaseResult.Recorded recorded) {
            return view(database, id, recorded.changed());
        }
        if (result instanceof ReleaseResult.TooLate) {
            throw new ProblemException(
                    ProblemType.REFUSED,
                    id + " is " + databases.migration(database, id).phase()
                            + ": there is no old path that a release could need");
        }
        if (result instanceof ReleaseResult.Waits) {
            throw new ProblemException(
                    ProblemType.MIGRATION_LOCKED, "the migration's row stayed locked for 5 s: try again");
        }
        throw Databases.unknownMigration(database, id);
    }

    private ReleasesView view(String database, String id, @Nullable Boolean changed) {
        long number = databases.migration(database, id).number();
        return new ReleasesView(
                database, id, changed, databases.ledger(database).releases(number));
    }

    /** A request that lacks nothing. */
    private record Asked(String release, String actor, String reason) {

        static Asked of(@Nullable ReleaseRequest request) {
            if (request == null
                    || request.release() == null
                    || !NAME.matcher(request.release()).matches()
                    || request.reason() == null
                    || request.reason().isBlank()) {
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "it needs a 'release' of at most 127 letters, digits, dots, hyphens, underscores and plus signs,"
                                + " and a 'reason': both go on record");
            }
            return new Asked(
                    request.release(),
                    Callers.actor(Given.text("actor", request.actor())),
                    String.valueOf(Given.text("reason", request.reason())));
        }
    }
}
