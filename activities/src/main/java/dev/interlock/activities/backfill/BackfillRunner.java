// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.parity.KeySample;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncState;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The whole backfill of a plan: fill, pass until clean, guard. May be run again, and by two at once. */
public final class BackfillRunner {

    private final ConnectionSource connections;
    private final Tempo tempo;
    private final Sampler.Source samplers;
    private final SyncInstaller installer;

    public BackfillRunner(ConnectionSource connections, Tempo tempo) {
        this(connections, tempo, (store, limits) -> new ServerSampler(connections, store, limits, tempo));
    }

    /** @param samplers look at the server beside the batches */
    BackfillRunner(ConnectionSource connections, Tempo tempo, Sampler.Source samplers) {
        this.connections = connections;
        this.tempo = tempo;
        this.samplers = samplers;
        this.installer = new SyncInstaller(connections);
    }

    /**
     * {@code Done} when a pass over every table found no row out of parity and the guard is on; {@code OutOfParity} when
     * rows are left that forward raises on or a trigger of the team keeps from being written, which sync stays unguarded
     * for.
     *
     * @param progress called after every batch; it may throw {@code StopRequested}, and the next run goes on from there
     */
    public Outcome run(long number, int round, MigrationPlan plan, String sha256, Progress progress)
            throws SQLException {
        List<SyncSql> tables = toFill(number, plan, sha256);
        if (!allUnguarded(tables)) {
            installer.install(number, plan, sha256, progress);
        }
        long written = 0;
        List<Outcome.OutOfParity> left = new ArrayList<>();
        for (SyncSql sync : tables) {
            Filled filled = fill(sync, plan, number, round, progress);
            written += filled.written();
            if (filled.stuck() > 0) {
                left.add(new Outcome.OutOfParity(filled.stuck(), filled.sample()));
            }
        }
        if (!left.isEmpty()) {
            return together(left);
        }
        installer.guard(number, plan, sha256, progress);
        return new Outcome.Done("filled %s of %s; a pass over all rows found none out of parity"
                .formatted(
                        Figures.counted(written, "row"),
                        tables.stream().map(sync -> sync.table().toString()).collect(Collectors.joining(", "))));
    }

    private Filled fill(SyncSql sync, MigrationPlan plan, long number, int round, Progress progress)
            throws SQLException {
        CursorStore cursors = new CursorStore(number, round, sync.table());
        ThrottlePolicy limits = limits(plan, sync.table()).orElseThrow();
        try (Connection connection = session(sync);
                Connection second = session(sync);
                FillBeside beside = new FillBeside(second, sync, plan.locks());
                Sampler sampler = samplers.open(new PaceStore(number, round, sync.table()), limits)) {
            BatchClock clock = new BatchClock(connection, sync.table(), plan.locks(), progress);
            Throttle throttle = new Throttle(limits, sampler, tempo, progress);
            new TableFill(connection, sync, beside, cursors, clock, throttle, progress).run();
            Unfilled left = new FinalPass(connection, sync, plan.locks(), clock, throttle, progress).run();
            String sample = left.rows() > 0 ? KeySample.outOfParity(connection, sync) + left.why() : "";
            return new Filled(cursors.total(connection).written(), left.rows(), sample);
        }
    }

    private Connection session(SyncSql sync) throws SQLException {
        Connection connection = connections.open("backfill");
        try {
            // Once for each session: a successor counts first, and then ends every session that it finds.
            connections.confirm(connection);
            PlannedSync.enter(connection, sync.rule());
            // The cursor commits with its rows, so both come back or vanish together; a later commit flushes them.
            Sql.run(connection, "SET synchronous_commit = off");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private boolean allUnguarded(List<SyncSql> tables) throws SQLException {
        try (Connection connection = connections.open("backfill")) {
            for (SyncSql sync : tables) {
                if (SyncState.of(connection, sync) != SyncState.UNGUARDED) {
                    return false;
                }
            }
            return true;
        }
    }

    private List<SyncSql> toFill(long number, MigrationPlan plan, String sha256) throws SQLException {
        Set<TableName> wanted =
                plan.backfill().stream().map(rule -> TableName.of(rule.table())).collect(Collectors.toSet());
        try (Connection connection = connections.open("backfill")) {
            return PlannedSync.read(connection, number, plan, sha256).stream()
                    .filter(sync -> wanted.contains(sync.table()))
                    .toList();
        }
    }

    static Optional<ThrottlePolicy> limits(MigrationPlan plan, TableName table) {
        return plan.backfill().stream()
                .filter(rule -> TableName.of(rule.table()).equals(table))
                .map(BackfillRule::throttle)
                .findFirst();
    }

    private static Outcome together(List<Outcome.OutOfParity> left) {
        return new Outcome.OutOfParity(
                left.stream().mapToLong(Outcome.OutOfParity::rows).sum(),
                left.stream().map(Outcome.OutOfParity::sample).collect(Collectors.joining("; ")));
    }

    private record Filled(long written, long stuck, String sample) {}
}
