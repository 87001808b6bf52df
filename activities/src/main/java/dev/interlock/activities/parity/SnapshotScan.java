// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.plan.Durations;
import dev.interlock.domain.sync.SyncSql;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts rows of all synced tables under the one snapshot of a REPEATABLE READ transaction, several ranges beside each
 * other. Piece by piece, so that the caller is asked at least every second or two whether to go on.
 */
final class SnapshotScan {

    /** Beside the one that holds the snapshot. More would take the application's processors and disks. */
    private static final int SESSIONS = 3;

    private final ConnectionSource connections;
    private final Connection holder;
    private final Duration oldest;
    private final Progress progress;

    private final Map<SyncSql, RowCount> counted = new LinkedHashMap<>();
    private int running;

    /**
     * @param holder whose transaction is REPEATABLE READ, and whose snapshot is taken
     * @param oldest how long the snapshot may be held
     */
    SnapshotScan(ConnectionSource connections, Connection holder, Duration oldest, Progress progress) {
        this.connections = connections;
        this.holder = holder;
        this.oldest = oldest;
        this.progress = progress;
    }

    RowCount count(List<SyncSql> planned, Question question) throws SQLException {
        String snapshot = Sql.first(holder, "SELECT pg_export_snapshot()", row -> row.getString(1))
                .orElseThrow();
        long deadline = System.nanoTime() + oldest.toNanos();
        planned.forEach(sync -> counted.put(sync, RowCount.NONE));
        Pieces pieces = Pieces.of(holder, planned);
        try (SnapshotSessions sessions = SnapshotSessions.open(connections, snapshot, SESSIONS)) {
            fill(sessions, pieces, question);
            while (running > 0) {
                Piece.Counted one =
                        sessions.take(deadline - System.nanoTime()).orElseThrow(() -> tooOld(pieces.blocks()));
                running--;
                add(one);
                pieces.took(one.taken());
                fill(sessions, pieces, question);
            }
        }
        return found();
    }

    private RowCount found() {
        return counted.values().stream().reduce(RowCount.NONE, RowCount::plus);
    }

    private ApplicationFailure tooOld(long blocks) {
        RowCount found = found();
        return Failures.snapshotTooOld("the snapshot of exact parity is older than parity.maxSnapshotAge ("
                + Durations.text(oldest) + "): " + found.looked() + " of " + Figures.counted(blocks, "block")
                + " read, "
                + (found.rows() == 0 ? "no row" : Figures.counted(found.rows(), "row"))
                + " out of line so far; nothing is proven. A resume begins it anew, best at a quieter time");
    }

    private void fill(SnapshotSessions sessions, Pieces pieces, Question question) {
        while (running < SESSIONS) {
            Optional<Piece> next = pieces.next();
            if (next.isEmpty()) {
                return;
            }
            boolean sample = known(next.get().sync()).sample().isEmpty();
            sessions.submit(session -> next.get().count(session, question, sample));
            running++;
        }
    }

    private void add(Piece.Counted one) {
        SyncSql sync = one.piece().sync();
        RowCount sum = known(sync).and(one.rows());
        counted.put(sync, sum);
        progress.advanced(new Advance(
                "parity " + sync.table(), one.piece().range().to(), one.piece().ofBlocks(), sum.rows()));
    }

    private RowCount known(SyncSql sync) {
        return counted.getOrDefault(sync, RowCount.NONE);
    }
}
