// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.health;

import com.codahale.metrics.health.HealthCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Whether a database answers, and has a ledger that we may read. */
public final class DatabaseHealth extends HealthCheck {

    private static final int SECONDS = 3;

    private final String name;
    private final DataSource database;

    public DatabaseHealth(String name, DataSource database) {
        this.name = name;
        this.database = database;
    }

    @Override
    protected Result check() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            statement.execute("SELECT FROM interlock.migration LIMIT 0");
            return Result.healthy();
        } catch (SQLException failure) {
            return Result.unhealthy("database " + name + ": " + DatabaseWords.of(failure));
        }
    }
}
