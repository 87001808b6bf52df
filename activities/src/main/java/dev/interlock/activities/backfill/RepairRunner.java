// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes rows right that are out of parity, where it is certain which side is: the old one, if the new one holds nothing, or if
 * the flag has never been above 0 % in this migration, so that nobody was ever served by what the new one holds.
 */
public final class RepairRunner {

    private static final String TIMES_RAISED =
            "SELECT count(*) FROM interlock.flag_history h WHERE h.migration = ? AND h.percent > 0";

    private final ConnectionSource connections;
    private final Tempo tempo;

    public RepairRunner(ConnectionSource connections, Tempo tempo) {
        this.connections = connections;
        this.tempo = tempo;
    }

    /**
     * Sync stays on as it is. Locks: ROW EXCLUSIVE on the tables, and each row for the rest of its batch.
     *
     * @param progress called after every batch; it may throw {@code StopRequested}, and the next run goes on from there
     */
    public Outcome run(long number, int round, MigrationPlan plan, Progress progress) throws SQLException {
        long repaired = 0;
        try (Connection connection = connections.open("repair")) {
            connections.confirm(connection);
            boolean neverRaised = Sql.number(connection, TIMES_RAISED, number) == 0;
            for (SyncSql sync : PlannedSync.read(connection, number, plan, "")) {
                repaired += repair(
                        connection, sync, neverRaised, plan, new PaceStore(number, round, sync.table()), progress);
            }
        }
        return new Outcome.Done("made " + Figures.counted(repaired, "row") + " right");
    }

    private long repair(
            Connection connection,
            SyncSql sync,
            boolean neverRaised,
            MigrationPlan plan,
            PaceStore pace,
            Progress progress)
            throws SQLException {
        ThrottlePolicy limits = BackfillRunner.limits(plan, sync.table()).orElse(ThrottlePolicy.NONE);
        try (Sampler sampler = new ServerSampler(connections, pace, limits, tempo)) {
            PlannedSync.enter(connection, sync.rule());
            BatchClock clock = new BatchClock(connection, sync.table(), plan.locks(), progress);
            Throttle throttle = new Throttle(limits, sampler, tempo, progress);
            return new TableRepair(connection, sync, neverRaised, clock, throttle, progress).run();
        }
    }
}
