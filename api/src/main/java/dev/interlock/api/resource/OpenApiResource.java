// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** This interface, described. */
@Path("/api/v1/openapi.yaml")
public final class OpenApiResource {

    @GET
    @Produces("application/yaml")
    public String description() throws IOException {
        try (InputStream file = OpenApiResource.class.getResourceAsStream("/dev/interlock/api/openapi.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
