// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import com.codahale.metrics.health.HealthCheck;
import dev.interlock.api.gateway.Connection;
import dev.interlock.api.health.DatabaseWords;
import dev.interlock.api.health.NamespaceHealth;
import dev.interlock.api.health.TemporalHealth;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Looks at everything the process needs before it says that it is up, and names all that is missing at once. */
final class BootChecks {

    private BootChecks() {}

    /** @throws BootFailure with a line for each thing that is missing */
    static void run(Connection temporal, Map<String, ? extends DataSource> databases) {
        List<String> lines = new ArrayList<>();
        HealthCheck.Result server = new TemporalHealth(temporal).execute();
        HealthCheck.Result checked = server.isHealthy() ? new NamespaceHealth(temporal).execute() : server;
        if (!checked.isHealthy()) {
            lines.add(checked.getMessage());
        }
        databases.forEach((name, database) -> {
            try (java.sql.Connection connection = database.getConnection()) {
                connection.getMetaData();
            } catch (SQLException failure) {
                lines.add("database " + name + " cannot be reached: " + DatabaseWords.of(failure));
            }
        });
        if (!lines.isEmpty()) {
            throw new BootFailure(lines);
        }
    }
}
