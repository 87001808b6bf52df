// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** The ledger of every database that this process knows, by its name. */
public final class Ledgers {

    private final Map<String, Jdbi> databases;

    public Ledgers(Map<String, Jdbi> databases) {
        this.databases = new TreeMap<>(databases);
    }

    /** Sorted. */
    public List<String> names() {
        return List.copyOf(databases.keySet());
    }

    public Optional<Ledger> ledger(String database) {
        return Optional.ofNullable(databases.get(database)).map(Ledger::new);
    }

    public Optional<Archives> archives(String database) {
        return Optional.ofNullable(databases.get(database)).map(Archives::new);
    }

    public Optional<Releases> releases(String database) {
        return Optional.ofNullable(databases.get(database)).map(Releases::new);
    }

    public Optional<KillSwitch> killSwitch(String database) {
        return Optional.ofNullable(databases.get(database)).map(KillSwitch::new);
    }
}
