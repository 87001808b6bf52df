// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * Installs and upgrades schema {@code interlock} through Flyway, into a history table of its own, and grants what the
 * other processes need. Running it again changes nothing; two at once wait for each other.
 */
public final class LedgerInstaller {

    private final Database database;
    private final LedgerRoles roles;

    public LedgerInstaller(Database database, LedgerRoles roles) {
        this.database = database;
        this.roles = roles;
    }

    /** @throws LedgerNotInstalled with everything that is missing, before anything is touched */
    public void install() throws SQLException {
        try (Connection connection = database.connect(SessionLabel.LEDGER)) {
            List<String> missing = ServerChecks.missing(connection, roles);
            if (!missing.isEmpty()) {
                throw new LedgerNotInstalled(database.name(), missing);
            }
        }
        migrate();
        try (Connection connection = database.connect(SessionLabel.LEDGER)) {
            Grants.apply(connection, roles);
        }
    }

    private void migrate() {
        Flyway.configure(LedgerInstaller.class.getClassLoader())
                .dataSource(database.dataSource(SessionLabel.LEDGER))
                .defaultSchema("interlock")
                .table("ledger_history")
                .locations("classpath:dev/interlock/activities/ledger")
                .placeholderReplacement(false)
                .load()
                .migrate();
    }
}
