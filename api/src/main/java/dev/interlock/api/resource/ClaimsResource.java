// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.view.GateView;
import dev.interlock.domain.ddl.TableName;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Whether a pipeline may run a migration of its own on a table: open while nobody has claimed it. */
@Path("/api/v1/claims")
@Produces(MediaType.APPLICATION_JSON)
public final class ClaimsResource {

    private final Databases databases;

    ClaimsResource(Databases databases) {
        this.databases = databases;
    }

    @GET
    @Path("/{database}/{table}")
    public GateView claim(@PathParam("database") String database, @PathParam("table") String table) {
        String name = TableName.of(String.valueOf(Given.text("table", table))).toString();
        return GateView.of(database, name, databases.ledger(database).claims(List.of(name), ""));
    }
}
