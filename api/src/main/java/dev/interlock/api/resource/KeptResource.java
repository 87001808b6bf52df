// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.view.ArchivesView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Whatever is kept in a database, by when it goes. */
@Path("/api/v1/archives")
@Produces(MediaType.APPLICATION_JSON)
public final class KeptResource {

    private final Databases databases;

    KeptResource(Databases databases) {
        this.databases = databases;
    }

    @GET
    @Path("/{database}")
    public ArchivesView all(@PathParam("database") String database) {
        return new ArchivesView(database, null, null, databases.ledger(database).archives(), List.of());
    }
}
