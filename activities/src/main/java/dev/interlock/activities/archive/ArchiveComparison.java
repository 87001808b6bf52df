// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.backfill.Batches;
import dev.interlock.activities.backfill.Tempo;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.Pause;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.Durations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Fills an archive and compares it, again and again until the two are equal under one snapshot. */
final class ArchiveComparison {

    private static final String CUT_OFF = "57014";

    private final Work work;
    private final Connection connection;
    private final Archive archive;
    private final ArchiveFill.Interruption interruption;
    private final Pause pause = new Pause(Duration.ofMillis(100), Duration.ofSeconds(5));

    private ArchiveComparison(
            Work work, Connection connection, Archive archive, ArchiveFill.Interruption interruption) {
        this.work = work;
        this.connection = connection;
        this.archive = archive;
        this.interruption = interruption;
    }

    ArchiveComparison(Work work, Connection connection, Archive archive, Looks looks) {
        this(work, connection, archive, looks::whenDue);
    }

    /** At 0 % nobody is looked out for. */
    static ArchiveComparison unwatched(Work work, Connection connection, Archive archive) {
        return new ArchiveComparison(work, connection, archive, Optional::empty);
    }

    /**
     * Empty when they are equal, and the ledger says so.
     *
     * @throws io.temporal.failure.ApplicationFailure type {@code lock-budget} when rows stay locked for all of it
     */
    Optional<Outcome> run() throws SQLException {
        if (ArchiveProof.stands(connection, archive)) {
            return Optional.empty();
        }
        try (Batches batches = Batches.over(
                archive.table(),
                work.number(),
                work.sessions(),
                connection,
                work.plan().locks(),
                limits(),
                Tempo.real(work.heartbeats()::pause),
                work.progress())) {
            return untilEqual(new ArchiveFill(connection, archive, batches, interruption));
        }
    }

    private Optional<Outcome> untilEqual(ArchiveFill fill) throws SQLException {
        long inVainSince = 0;
        Optional<Outcome> interrupted = fill.run();
        while (interrupted.isEmpty() && !isEqual()) {
            int orphans = removeOrphans();
            fill.beginAgain();
            interrupted = fill.run();
            boolean moved = orphans + fill.written() > 0;
            inVainSince = moved ? 0 : inVainSince == 0 ? System.nanoTime() : inVainSince;
            if (!moved) {
                waitForRows(inVainSince);
            }
        }
        return interrupted;
    }

    /** What is neither copied nor wrong is a row that somebody else has changed and not committed yet. */
    private void waitForRows(long since) {
        String waiting = "archive " + archive.table() + ": rows locked by others";
        work.progress().advanced(Advance.waiting(waiting));
        if (System.nanoTime() - since >= work.plan().locks().budget().toNanos()) {
            throw Failures.lockBudget("locks.budget (" + work.plan().locks().budget() + ") is spent, " + waiting);
        }
        pause.next();
    }

    private boolean isEqual() throws SQLException {
        work.heartbeats().tell(() -> "comparing the archive of " + archive.table() + " under one snapshot");
        TableName table = ArchiveTriggers.current(connection, archive);
        Optional<ArchiveProof.Equal> equal;
        try {
            equal = work.heartbeats()
                    .during(
                            connection,
                            reading -> Sql.inTransaction(reading, transaction -> {
                                limit(transaction);
                                return ArchiveProof.compare(transaction, archive, table);
                            }));
        } catch (SQLException e) {
            if (CUT_OFF.equals(e.getSQLState())) {
                throw tooOld();
            }
            throw e;
        }
        if (equal.isPresent()) {
            ArchiveProof.Equal found = equal.get();
            Sql.inTransaction(connection, transaction -> {
                work.sessions().confirm(transaction);
                ArchiveBook.prove(transaction, archive, found);
                return true;
            });
        }
        return equal.isPresent();
    }

    private void limit(Connection transaction) throws SQLException {
        Sql.run(
                transaction,
                "SET LOCAL statement_timeout = "
                        + work.plan().parity().maxSnapshotAge().toMillis());
    }

    private RuntimeException tooOld() {
        return Failures.snapshotTooOld("comparing the archive of " + archive.objects()
                + " takes longer than parity.maxSnapshotAge ("
                + Durations.text(work.plan().parity().maxSnapshotAge())
                + "); a resume begins it anew, best at a quieter time");
    }

    private int removeOrphans() throws SQLException {
        String sql = new ArchiveSql(archive).orphans(ArchiveTriggers.current(connection, archive));
        return work.heartbeats().during(connection, deleting -> Sql.update(deleting, sql));
    }

    /** As for the backfill of the table; as for the first one where the plan has none of this table. */
    private ThrottlePolicy limits() {
        return work.plan().backfill().stream()
                .filter(rule -> TableName.of(rule.table()).equals(archive.table()))
                .findFirst()
                .or(() -> work.plan().backfill().stream().findFirst())
                .map(BackfillRule::throttle)
                .orElse(ThrottlePolicy.NONE);
    }
}
