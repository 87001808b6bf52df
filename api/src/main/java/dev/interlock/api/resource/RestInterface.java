// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import com.codahale.metrics.health.HealthCheckRegistry;
import dev.interlock.api.gateway.CommandGateway;
import dev.interlock.api.gateway.MigrationGateway;
import dev.interlock.api.ledger.Ledgers;
import java.util.List;

/** Every resource of the process, put together. */
public final class RestInterface {

    private RestInterface() {}

    public static List<Object> resources(
            Ledgers ledgers, MigrationGateway migrations, CommandGateway commands, HealthCheckRegistry health) {
        Databases databases = new Databases(ledgers);
        PlanChecks plans = new PlanChecks(databases.names());
        return List.of(
                new StartResource(databases, plans, migrations),
                new MigrationsResource(databases, migrations),
                new CommandsResource(databases, migrations, commands),
                new GateResource(databases, migrations),
                new ClaimsResource(databases),
                new ReleasesResource(databases),
                new ArchivesResource(databases),
                new KeptResource(databases),
                new PlansResource(plans),
                new FlagsResource(databases),
                new HealthResource(health),
                new OpenApiResource(),
                new BodyLimit());
    }
}
