// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.HistoryTable;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * One script through Flyway, into the history table of its migration.
 *
 * <p>The table stands in schema {@code interlock}; the callback turns {@code search_path} away from it, so that what the
 * script creates does not. Flyway's transactional advisory lock is off: with it a concurrent index build waits for ever
 * for the transaction that holds that very lock.
 */
final class FlywayRun {

    private FlywayRun() {}

    static void apply(DataSource source, Fence fence, String sql, FenceCallback callback) {
        FluentConfiguration configuration = Flyway.configure(FlywayRun.class.getClassLoader());
        withoutTransactionalLock(configuration)
                .dataSource(source)
                .defaultSchema("interlock")
                .createSchemas(false)
                .table(HistoryTable.name(fence.key().migration()))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .locations(new String[0])
                .resourceProvider(new OneScript(fence.key(), sql))
                .skipDefaultCallbacks(true)
                .callbacks(callback)
                .validateOnMigrate(false)
                .load()
                .migrate();
    }

    /** Set on the object: by its property name Flyway needs a second Jackson, of another major version, to read it. */
    private static FluentConfiguration withoutTransactionalLock(FluentConfiguration configuration) {
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}
