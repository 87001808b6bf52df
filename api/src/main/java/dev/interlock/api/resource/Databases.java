// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.ledger.KillSwitch;
import dev.interlock.api.ledger.Ledger;
import dev.interlock.api.ledger.Ledgers;
import dev.interlock.api.ledger.MigrationRow;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import java.util.List;

/** Finds what a path names, or ends the request with 404. */
final class Databases {

    private final Ledgers ledgers;

    Databases(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    List<String> names() {
        return ledgers.names();
    }

    Ledger ledger(String database) {
        return ledgers.ledger(database).orElseThrow(() -> unknown(database));
    }

    KillSwitch killSwitch(String database) {
        return ledgers.killSwitch(database).orElseThrow(() -> unknown(database));
    }

    MigrationRow migration(String database, String id) {
        return ledger(database).latest(id).orElseThrow(() -> unknownMigration(database, id));
    }

    static ProblemException unknownMigration(String database, String id) {
        return new ProblemException(ProblemType.UNKNOWN_MIGRATION, "no migration " + id + " in database " + database);
    }

    private ProblemException unknown(String database) {
        return new ProblemException(
                ProblemType.UNKNOWN_DATABASE,
                "no database " + database + "; known: " + String.join(", ", ledgers.names()));
    }
}
