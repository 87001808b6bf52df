// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.flag.FlagRow;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold inside the transaction that hides, under its locks. */
final class HideConditions {

    /** Names come back through one function, and it runs as its owner. */
    private static final String STRANGER = """
            SELECT p.proowner::regrole::text, c.relowner::regrole::text
            FROM pg_proc p, pg_class c
            WHERE p.oid = 'interlock.names_back(bigint)'::regprocedure AND c.oid = ?::bigint::oid
              AND NOT (pg_has_role(p.proowner, c.relowner, 'USAGE')
                       AND (? OR has_schema_privilege(p.proowner, c.relnamespace, 'CREATE')))
            """;

    private HideConditions() {}

    static Optional<Outcome> refused(Connection transaction, Work work) throws SQLException {
        Optional<FlagRow> flag =
                FlagRow.lockNow(transaction, work.row().flagKey()).filter(f -> f.migration() == work.number());
        if (flag.isEmpty()) {
            return Optional.of(new Outcome.GateClosed(
                    List.of("flag: there is no flag " + work.row().flagKey() + " of this migration")));
        }
        if (!flag.get().percent().isFull() || flag.get().epoch() != work.call().epoch()) {
            return Optional.of(flag.get().asMoved());
        }
        if (!Ownership.lockNow(transaction, work)) {
            throw Failures.takenOver("another run has taken over " + work.row().id());
        }
        // An un-hide counts as well: whoever began before it hides nothing after it.
        work.sessions().confirm(transaction);
        return Optional.empty();
    }

    /** What the watch while hidden will not see, with what would open its eyes; empty when it sees every session. */
    static Optional<String> blindness(Connection transaction) throws SQLException {
        return Sql.first(
                transaction,
                "SELECT format('GRANT pg_read_all_stats TO %I', current_user)"
                        + " WHERE NOT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')",
                row -> "who still names them is not seen but by evaluators: " + row.getString(1));
    }

    /** One sentence for each table that an un-hide would not be allowed to rename. */
    static List<String> cannotComeBack(Connection transaction, List<HideTarget> targets) throws SQLException {
        List<String> found = new ArrayList<>();
        for (HideTarget target : targets) {
            found.addAll(Sql.list(
                    transaction,
                    STRANGER,
                    row -> target + ": role " + row.getString(1)
                            + ", as which an un-hide runs, may not rename it; grant it " + row.getString(2)
                            + " and CREATE on the schema, or hide nothing (contract.hide: 0s)",
                    target.relation(),
                    target.column().isPresent()));
        }
        return found;
    }
}
