// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How every activity begins: one short transaction that locks the migration's row, refuses what has been left behind,
 * writes the call's notes once and moves the row to where the call stands.
 *
 * <p>Locks: the row of {@code interlock.migration} (FOR NO KEY UPDATE), then whatever the work locks.
 */
public final class Entry {

    private final Databases databases;

    public Entry(Databases databases) {
        this.databases = databases;
    }

    /** @throws io.temporal.failure.ApplicationFailure not retryable, type {@code left-behind} */
    public MigrationRow enter(Call call) {
        return enter(call, (row, connection) -> row);
    }

    /** As {@link #enter(Call)}, with work in the same transaction. */
    public <T> T enter(Call call, EntryWork<T> work) {
        return inOwnConnection(call, connection -> work.apply(strictly(connection, call), connection));
    }

    /** Writes the notes. Only a run that does not own the migration any more is refused. */
    public void note(Call call) {
        inOwnConnection(call, connection -> leniently(connection, call));
    }

    /** As {@link #note}, with work in the same transaction. */
    <T> T note(Call call, EntryWork<T> work) {
        return inOwnConnection(call, connection -> work.apply(leniently(connection, call), connection));
    }

    /** For work that brings its own transaction. Refuses a run, epoch or phase that the ledger has left behind. */
    public static MigrationRow strictly(Connection transaction, Call call) throws SQLException {
        MigrationRow row = owned(transaction, call);
        refuseUnlessFollows(row, call);
        int written = Audit.write(transaction, row, call);
        Audit.advance(transaction, row, call, written > 0);
        return MigrationRow.lock(transaction, row.number()).orElseThrow();
    }

    /**
     * For what must get through whatever the ledger has seen meanwhile, such as a line of the audit. The row moves only
     * where the call has not been left behind.
     */
    public static MigrationRow leniently(Connection transaction, Call call) throws SQLException {
        MigrationRow row = owned(transaction, call);
        int written = Audit.write(transaction, row, call);
        if (row.endedAs().isEmpty() && follows(row, call)) {
            Audit.advance(transaction, row, call, written > 0);
        }
        return MigrationRow.lock(transaction, row.number()).orElseThrow();
    }

    private <T> T inOwnConnection(Call call, SqlWork<T> work) {
        try (Connection connection = databases.named(call.database()).connect(SessionLabel.LEDGER)) {
            return Sql.inTransaction(connection, work);
        } catch (SQLException e) {
            throw new DatabaseFailed("writing to the ledger", e);
        }
    }

    private static MigrationRow owned(Connection transaction, Call call) throws SQLException {
        MigrationRow row = MigrationRow.lock(transaction, call.number())
                .orElseThrow(() -> Failures.leftBehind("the ledger knows no migration number " + call.number()));
        if (!row.id().equals(call.migration())) {
            throw Failures.leftBehind("number " + call.number() + " is " + row.id() + ", not " + call.migration());
        }
        if (!row.runId().equals(call.runId())) {
            throw Failures.leftBehind("the ledger belongs to run " + row.runId() + " of " + row.id() + " in "
                    + row.phase() + ", not to run " + call.runId() + "; was this run reset?");
        }
        return row;
    }

    private static void refuseUnlessFollows(MigrationRow row, Call call) {
        if (row.endedAs().isPresent()) {
            throw Failures.leftBehind(
                    row.id() + " has ended as " + row.endedAs().get());
        }
        if (!follows(row, call)) {
            throw Failures.leftBehind("a call from " + call.phase() + ", epoch " + call.epoch() + ", round "
                    + call.round() + " came late: the ledger is at " + row.phase() + ", epoch " + row.epoch()
                    + ", round " + row.round());
        }
    }

    private static boolean follows(MigrationRow row, Call call) {
        return call.epoch() >= row.epoch()
                && call.round() >= row.round()
                && PhaseOrder.mayFollow(row.phase(), call.phase());
    }
}
