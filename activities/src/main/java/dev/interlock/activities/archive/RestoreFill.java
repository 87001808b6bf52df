// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.backfill.Batches;
import dev.interlock.activities.backfill.Tempo;
import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.LockTask;
import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.LockAttempts;
import dev.interlock.activities.sync.LockMode;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.plan.LockPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes one column or table and fills it from its archive, in batches of which each holds its rows no longer than the plan's
 * {@code locks.timeout}. The archive is final, so its own blocks are the cursor. A value that the application has written meanwhile
 * stays.
 *
 * <p>Locks: ACCESS EXCLUSIVE on the table while the column is added; then those of an UPDATE.
 */
final class RestoreFill {

    private static final Duration BUDGET = Duration.ofMinutes(30);

    /** As careful as a backfill without a word of the plan. */
    private static final ThrottlePolicy LIMITS = new ThrottlePolicy(
            Rate.MAX,
            Optional.of(Duration.ofSeconds(5)),
            Optional.empty(),
            Optional.of(Duration.ofMillis(100)),
            Optional.of(64L << 20),
            true);

    private final Connection connection;
    private final ConnectionSource sessions;
    private final Restoration restoration;
    private final Progress progress;

    RestoreFill(Connection connection, ConnectionSource sessions, Restoration restoration, Progress progress) {
        this.connection = connection;
        this.sessions = sessions;
        this.restoration = restoration;
        this.progress = progress;
    }

    /** In words, with numbers. */
    String run() throws SQLException {
        LockPolicy locks = locks();
        Optional<RestoreBook.Begun> begun = new RestoreChecks(connection, restoration).isThere()
                ? RestoreBook.begun(connection, restoration)
                : Optional.empty();
        if (begun.filter(RestoreBook.Begun::done).isPresent()) {
            return restoration + " is restored already, "
                    + Figures.counted(begun.get().rows(), "row");
        }
        if (begun.isEmpty()) {
            make(locks);
        }
        try (Batches batches = Batches.over(
                restoration.target(),
                restoration.archive().migration(),
                sessions,
                connection,
                locks,
                LIMITS,
                Tempo.real(this::rest),
                progress)) {
            fill(batches);
        }
        RestoreBook.done(connection, restoration);
        return told();
    }

    private void make(LockPolicy locks) throws SQLException {
        if (restoration.column().isEmpty()) {
            Sql.inTransaction(connection, transaction -> {
                Sql.run(transaction, restoration.creating());
                Sql.list(
                        transaction,
                        "SELECT interlock.close_relation(?::regclass)",
                        row -> true,
                        restoration.target().quoted());
                RestoreBook.begin(transaction, restoration);
                return true;
            });
            return;
        }
        new LockAttempts(sessions, new LockTask(restoration.archive().migration(), "restore", locks), progress)
                .run(restoration.target(), LockMode.ACCESS_EXCLUSIVE, transaction -> {
                    Sql.run(transaction, "SET LOCAL search_path = " + ArchiveSql.RESTORE_PATH);
                    Sql.run(transaction, restoration.adding());
                    RestoreBook.begin(transaction, restoration);
                    return true;
                });
    }

    private void fill(Batches batches) throws SQLException {
        Leaf store = store();
        long blocks = store.extent(connection).blocks();
        String doing = "restore " + restoration;
        RestoreBook.Begun at = RestoreBook.begun(connection, restoration).orElseThrow();
        while (at.next() < blocks) {
            batches.reached(doing, at.next(), blocks, at.rows());
            batches.pass(doing);
            BlockRange range = new BlockRange(at.next(), Math.min(blocks, at.next() + batches.blocks()));
            Optional<Integer> rows = batches.run(doing, transaction -> {
                Sql.run(transaction, ArchiveSql.BY_KEY);
                int restored = Sql.update(transaction, restoration.filling(range.condition("a")));
                RestoreBook.move(transaction, restoration, range.to(), restored);
                return restored;
            });
            rows.ifPresent(restored -> batches.wrote(restored, range.to() - range.from()));
            at = RestoreBook.begun(connection, restoration).orElseThrow();
        }
        batches.reached(doing, blocks, blocks, at.rows());
    }

    private Leaf store() throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT to_regclass(?)::oid::bigint",
                        row -> new Leaf(row.getLong(1), restoration.archive().store()),
                        restoration.archive().store().quoted())
                .orElseThrow();
    }

    private String told() throws SQLException {
        RestoreBook.Begun done = RestoreBook.begun(connection, restoration).orElseThrow();
        String rows = restoration + " restored, " + Figures.counted(done.rows(), "row");
        if (restoration.column().isEmpty()) {
            return rows + "; nobody but its owner may use it yet";
        }
        long gone = Sql.number(connection, restoration.countGone());
        long newer = Sql.number(connection, restoration.countNewer());
        return rows + ", " + Figures.counted(gone, "row") + " gone since the drop, " + Figures.counted(newer, "row")
                + " newer than it";
    }

    private LockPolicy locks() throws SQLException {
        long millis = Sql.number(
                connection,
                "SELECT lock_ms FROM interlock.archive WHERE migration = ? AND position = ?",
                restoration.archive().migration(),
                restoration.archive().position());
        return new LockPolicy(Duration.ofMillis(millis), BUDGET, BUDGET);
    }

    private void rest(Duration pause) {
        LockSupport.parkNanos(pause.toNanos());
        progress.advanced(Advance.waiting("restore " + restoration));
    }
}
