// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.LockPolicy.OnBlocker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code locks.onBlocker} asks for, done to a session once. It is in the audit before it is done, and so is why it is
 * not done: to a session that our role may not signal, to one of ours, and to an autovacuum that keeps the database from
 * running out of transaction ids.
 */
final class Unblocking {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Empty text: it may be signalled. What our role cannot see of a session without a user, it leaves alone. */
    private static final String OBJECTION = """
            SELECT CASE
              WHEN a.application_name LIKE 'interlock:%' THEN 'it is a session of Interlock'
              WHEN a.usesysid IS NULL AND (a.query IS NULL OR a.backend_type IS DISTINCT FROM 'autovacuum worker'
                                           OR a.query = '<insufficient privilege>')
                THEN 'it is a process of the server'
              WHEN a.backend_type = 'autovacuum worker' AND a.query LIKE '%to prevent wraparound%'
                THEN 'it is an autovacuum to prevent wraparound'
              WHEN NOT me.rolsuper AND (a.usesysid IS NULL OR owner.rolsuper
                     OR NOT (pg_has_role(a.usesysid, 'USAGE') OR pg_has_role('pg_signal_backend', 'USAGE')))
                THEN 'role ' || current_user || ' may not signal it'
              WHEN ? AND a.state LIKE 'idle%'
                THEN 'it is ' || a.state || ', which a cancel does not end; onBlocker: terminate would'
              ELSE '' END
            FROM pg_stat_activity a
            JOIN pg_roles me ON me.rolname = current_user LEFT JOIN pg_roles owner ON owner.oid = a.usesysid
            WHERE a.pid = ? AND\s""" + Blockers.SESSION + " = ?";

    private final Connection connection;
    private final LockLedger ledger;
    private final OnBlocker policy;
    private final List<Blocker> settled = new ArrayList<>();

    Unblocking(Connection connection, LockLedger ledger, OnBlocker policy) {
        this.connection = connection;
        this.ledger = ledger;
        this.policy = policy;
    }

    /** @param blocker has made a whole attempt fail, and stands in the way again */
    void settle(Blocker blocker) throws SQLException {
        if (policy == OnBlocker.WAIT || settled.stream().anyMatch(blocker::isSame)) {
            return;
        }
        Optional<String> objection = objection(blocker);
        if (objection.isEmpty()) {
            return;
        }
        settled.add(blocker);
        if (!objection.get().isEmpty()) {
            ledger.tell("did not " + verb() + " " + blocker.words() + ", since " + objection.get());
        } else if (ledger.tell(verb() + "s " + blocker.words() + ": a whole attempt at a lock failed because of it")) {
            signal(blocker);
        }
    }

    /** Empty when the session or its transaction has gone meanwhile. */
    private Optional<String> objection(Blocker blocker) throws SQLException {
        if (blocker.pid() == 0) {
            return Optional.of("a prepared transaction has no session");
        }
        return Sql.first(
                connection,
                OBJECTION,
                row -> row.getString(1),
                policy == OnBlocker.CANCEL,
                blocker.pid(),
                blocker.session());
    }

    private void signal(Blocker blocker) throws SQLException {
        String function = policy == OnBlocker.CANCEL ? "pg_cancel_backend" : "pg_terminate_backend";
        try {
            Sql.list(
                    connection,
                    "SELECT " + function + "(a.pid) FROM pg_stat_activity a WHERE a.pid = ? AND " + Blockers.SESSION
                            + " = ?",
                    row -> row.getBoolean(1),
                    blocker.pid(),
                    blocker.session());
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            ledger.tell("PostgreSQL did not let us " + verb() + " pid " + blocker.pid() + ": " + e.getMessage());
        }
    }

    private String verb() {
        return policy == OnBlocker.CANCEL ? "cancel" : "terminate";
    }
}
