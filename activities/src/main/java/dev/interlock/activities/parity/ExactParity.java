// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.drift.DriftBook;
import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncState;
import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.drift.Fingerprint;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The proof before the first step and before 100 %: sync is as it was put on, or is put back; nobody has changed the tables
 * without a person's word; and no row is out of parity. What it finds in order is what later looks compare with.
 *
 * <p>Locks: ACCESS SHARE on the tables; SHARE ROW EXCLUSIVE, one table at a time, where sync has to be put back.
 */
public final class ExactParity {

    private final ConnectionSource connections;
    private final long number;
    private final MigrationPlan plan;
    private final String sha256;
    private final List<String> tables;

    /** @param tables the claimed ones, {@code schema.table} */
    public ExactParity(
            ConnectionSource connections, long number, MigrationPlan plan, String sha256, List<String> tables) {
        this.connections = connections;
        this.number = number;
        this.plan = plan;
        this.sha256 = sha256;
        this.tables = List.copyOf(tables);
    }

    /** {@code Done}, {@code Drifted} or {@code OutOfParity}. */
    public Outcome prove(Progress progress) throws SQLException {
        try (Connection connection = connections.open("parity")) {
            Optional<Drift> drift = compared(connection);
            boolean broken = drift.filter(found -> !found.sync().isEmpty()).isPresent() || !guarded(connection);
            if (broken) {
                new SyncInstaller(connections).repair(number, plan, sha256, plan.locks(), progress);
            }
            if (drift.filter(found -> !found.theirs().isEmpty()).isPresent()) {
                return new Outcome.Drifted(drift.get().theirs());
            }
            return count(connection, broken ? "sync was put back; " : "", progress);
        }
    }

    /** The fingerprint is read before the rows: what changes while they are read is for the next look to find. */
    private Outcome count(Connection connection, String before, Progress progress) throws SQLException {
        Fingerprint fingerprint =
                Sql.inTransaction(connection, transaction -> new DriftBook(transaction, number, tables).read());
        ParityCheck.Found found = new ParityCheck(connections).exact(number, plan, progress);
        RowCount rows = found.rows();
        if (rows.rows() > 0) {
            return new Outcome.OutOfParity(rows.rows(), rows.outOfParity());
        }
        Sql.inTransaction(connection, transaction -> {
            connections.confirm(transaction);
            keep(transaction, found);
            new DriftBook(transaction, number, tables).take(fingerprint);
            return true;
        });
        return new Outcome.Done(before + "no row out of parity in " + Figures.counted(rows.looked(), "block")
                + " under one snapshot; " + losses(rows));
    }

    static String losses(RowCount rows) {
        return Figures.counted(rows.oldLossy(), "row") + " old-lossy, " + Figures.counted(rows.newLossy(), "row")
                + " new-lossy";
    }

    private void keep(Connection transaction, ParityCheck.Found found) throws SQLException {
        Sql.update(
                transaction,
                "INSERT INTO interlock.parity (migration, old_lossy, new_lossy, unsynced, conflicts, refused) VALUES (?, ?, ?, ?, ?, ?)",
                number,
                found.rows().oldLossy(),
                found.rows().newLossy(),
                found.kept().unsynced(),
                found.kept().conflicts(),
                found.kept().refused());
    }

    private Optional<Drift> compared(Connection connection) throws SQLException {
        return Sql.inTransaction(connection, transaction -> {
            DriftBook book = new DriftBook(transaction, number, tables);
            return book.compared(book.read());
        });
    }

    private boolean guarded(Connection connection) throws SQLException {
        for (SyncSql sync : PlannedSync.read(connection, number, plan, sha256)) {
            if (SyncState.of(connection, sync) != SyncState.GUARDED) {
                return false;
            }
        }
        return true;
    }
}
