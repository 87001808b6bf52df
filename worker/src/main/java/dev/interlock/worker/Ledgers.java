// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.worker.boot.BootRefused;
import dev.interlock.worker.config.DatabaseSettings;
import java.util.Map;

/** The ledgers of this worker's databases: how to reach them, and their schema brought up to date. */
final class Ledgers {

    private Ledgers() {}

    static ConnectionSource connections(DatabaseSettings settings) {
        return step -> {
            throw new java.sql.SQLException(step);
        };
    }

    static void install(Map<String, DatabaseSettings> databases) throws BootRefused {}
}
