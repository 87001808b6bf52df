// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.ledger.Archives;
import dev.interlock.api.ledger.KillSwitch;
import dev.interlock.api.ledger.Ledger;
import dev.interlock.api.ledger.Ledgers;
import dev.interlock.api.ledger.MigrationRow;
import dev.interlock.api.ledger.Releases;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.domain.plan.MigrationPlan;
import java.util.List;
import java.util.regex.Pattern;

/** Finds what a path names, or ends the request with 404. */
final class Databases {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");

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

    Archives archives(String database) {
        return ledgers.archives(database).orElseThrow(() -> unknown(database));
    }

    Releases releases(String database) {
        return ledgers.releases(database).orElseThrow(() -> unknown(database));
    }

    /** What is no id is the id of nothing, and would be refused by Temporal or PostgreSQL in their own words. */
    String workflowId(String database, String id) {
        ledger(database);
        if (!ID.matcher(id).matches()) {
            throw unknownMigration(database, id);
        }
        return MigrationPlan.workflowId(database, id);
    }

    MigrationRow migration(String database, String id) {
        workflowId(database, id);
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
