// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The databases that this worker knows, by the names that plans use. */
public final class Databases implements AutoCloseable {

    private final Map<String, Database> byName;

    public Databases(List<Database> databases) {
        this.byName = databases.stream().collect(Collectors.toUnmodifiableMap(Database::name, Function.identity()));
    }

    public Collection<Database> all() {
        return byName.values();
    }

    /** @throws ApplicationFailure not retryable, type {@code unknown-database} */
    public Database named(String name) {
        Database database = byName.get(name);
        if (database == null) {
            throw Failures.unknownDatabase(name, byName.keySet());
        }
        return database;
    }

    @Override
    public void close() throws SQLException {
        for (Database database : byName.values()) {
            database.close();
        }
    }
}
