// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.ledger.ArchiveResult;
import dev.interlock.api.ledger.Ledger;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.api.view.ArchiveOrderRequest;
import dev.interlock.api.view.ArchivesView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What is kept of what was dropped: to look at, to restore and to forget. A worker carries out what is ordered here. */
@Path("/api/v1/migrations")
@Produces(MediaType.APPLICATION_JSON)
public final class ArchivesResource {

    private final Databases databases;

    ArchivesResource(Databases databases) {
        this.databases = databases;
    }

    @GET
    @Path("/{database}/{id}/archive")
    public ArchivesView one(@PathParam("database") String database, @PathParam("id") String id) {
        databases.migration(database, id);
        return view(database, id, null);
    }

    @POST
    @Path("/{database}/{id}/restore")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response restore(
            @PathParam("database") String database, @PathParam("id") String id, @Nullable ArchiveOrderRequest request) {
        ArchiveOrderRequest given = given(request);
        String table = text("table", given.table());
        String column = text("column", given.column());
        if (table.isEmpty() && !column.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "a 'column' needs its 'table', such as public.users");
        }
        String qualified = table.isEmpty() || table.contains(".") ? table : "public." + table;
        return ordered("restore", database, id, qualified, column, given);
    }

    @POST
    @Path("/{database}/{id}/forget")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response forget(
            @PathParam("database") String database, @PathParam("id") String id, @Nullable ArchiveOrderRequest request) {
        ArchiveOrderRequest given = given(request);
        if (!id.equals(given.confirm())) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "nothing brings back what is forgotten: say so with 'confirm': '" + id + "'");
        }
        if (given.table() != null || given.column() != null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "all that is kept of a migration is forgotten together: leave out 'table' and 'column'");
        }
        return ordered("forget", database, id, "", "", given);
    }

    private Response ordered(
            String kind, String database, String id, String table, String column, ArchiveOrderRequest given) {
        databases.workflowId(database, id);
        ArchiveResult result = databases
                .archives(database)
                .order(
                        kind,
                        id,
                        table,
                        column,
                        Callers.actor(Given.text("actor", given.actor())),
                        text("reason", given.reason()));
        if (result instanceof ArchiveResult.Ordered ordered) {
            return Response.accepted(view(database, id, ordered.order())).build();
        }
        if (result instanceof ArchiveResult.NothingKept nothing) {
            throw new ProblemException(ProblemType.REFUSED, nothing.why());
        }
        throw Databases.unknownMigration(database, id);
    }

    private static ArchiveOrderRequest given(@Nullable ArchiveOrderRequest request) {
        if (request == null || request.reason() == null || request.reason().isBlank()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "it needs a 'reason': it goes on record");
        }
        return request;
    }

    private static String text(String name, @Nullable String value) {
        String given = Given.text(name, value);
        return given == null ? "" : given;
    }

    private ArchivesView view(String database, String id, @Nullable Long order) {
        Ledger ledger = databases.ledger(database);
        return new ArchivesView(database, id, order, ledger.archives(id), ledger.archiveOrders(id));
    }
}
