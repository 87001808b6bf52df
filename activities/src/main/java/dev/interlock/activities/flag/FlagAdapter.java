// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.flag;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.DatabaseFailed;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.Entry;
import dev.interlock.activities.ledger.MigrationRow;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.ledger.SqlWork;
import dev.interlock.activities.lock.UnhideWait;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.FlagActivities;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;

/** The flag in the target database, over the connection that is kept for it alone. */
public final class FlagAdapter implements FlagActivities {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Databases databases;

    public FlagAdapter(Databases databases) {
        this.databases = databases;
    }

    @Override
    public Outcome raise(Call call, Percent percent) {
        return onKept(call, transaction -> {
            MigrationRow row = Entry.strictly(transaction, call);
            Outcome outcome = FlagStore.raise(transaction, row, call.epoch(), percent, reason(call, percent));
            if (outcome instanceof Outcome.FlagSet set) {
                show(transaction, row, set.percent(), set.epoch());
            }
            return outcome;
        });
    }

    /** Only a run that does not own the migration is refused: going back waits for nothing else. */
    @Override
    public Outcome zero(Call call, String actor, String reason) {
        return unhiding(call, transaction -> {
            MigrationRow row = Entry.leniently(transaction, call);
            Optional<FlagRow> flag = FlagStore.zero(transaction, row, call.epoch(), actor, reason);
            if (flag.isEmpty()) {
                return new Outcome.FlagSet(Percent.ZERO, call.epoch());
            }
            show(transaction, row, flag.get().percent(), flag.get().epoch());
            return flag.get().asSet();
        });
    }

    @Override
    public Outcome turnSafeSide(Call call) {
        return onKept(
                call,
                transaction -> FlagStore.turnSafeSide(transaction, Entry.strictly(transaction, call), call.epoch()));
    }

    /** Only a run that does not own the migration is refused: somebody fails until this is done. */
    @Override
    public Outcome unhide(Call call) {
        return unhiding(call, transaction -> {
            MigrationRow row = Entry.leniently(transaction, call);
            if (!FlagStore.unhide(transaction, row.number())) {
                return new Outcome.Done("nothing was hidden any more");
            }
            UnhideWait.over(transaction, row.number());
            return new Outcome.Done("the old names are back; the flag stays where it is");
        });
    }

    /** A lock that is not had is tried for again and again; meanwhile the ledger says who holds it. */
    private Outcome unhiding(Call call, SqlWork<Outcome> work) {
        try {
            return onKept(call, work);
        } catch (DatabaseFailed e) {
            if (e.getCause() instanceof SQLException cause && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
                onKept(call, transaction -> {
                    UnhideWait.failed(transaction, call.number());
                    return new Outcome.Done("");
                });
            }
            throw e;
        }
    }

    private Outcome onKept(Call call, SqlWork<Outcome> work) {
        Database database = databases.named(call.database());
        try {
            return database.withFlag(work);
        } catch (SQLException e) {
            throw new DatabaseFailed("moving the flag", e);
        }
    }

    private static void show(Connection transaction, MigrationRow row, Percent percent, long epoch)
            throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.migration SET percent = ?, epoch = greatest(epoch, ?) WHERE number = ?",
                percent.thousandths(),
                epoch,
                row.number());
    }

    private static String reason(Call call, Percent percent) {
        return call.notes().stream()
                .max(Comparator.comparingLong(Note::sequence))
                .map(Note::text)
                .orElse("step to " + percent);
    }
}
