// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.SqlWork;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.LockPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Batches of other work over all rows of a table, as short as those of the backfill and under its limits. */
public final class Batches implements AutoCloseable {

    private final BatchClock clock;
    private final Throttle throttle;
    private final Sampler sampler;
    private final Progress progress;

    private Batches(BatchClock clock, Throttle throttle, Sampler sampler, Progress progress) {
        this.clock = clock;
        this.throttle = throttle;
        this.sampler = sampler;
        this.progress = progress;
    }

    /**
     * To be closed by the caller.
     *
     * @param connection whose transactions the batches are
     */
    public static Batches over(
            TableName table,
            long number,
            ConnectionSource connections,
            Connection connection,
            LockPolicy locks,
            ThrottlePolicy limits,
            Tempo tempo,
            Progress progress) {
        Sampler sampler = new ServerSampler(connections, PaceStore.ofNoRound(number, table), limits, tempo);
        return new Batches(
                new BatchClock(connection, table, locks, progress),
                new Throttle(limits, sampler, tempo, progress),
                sampler,
                progress);
    }

    /** Waits until the next batch may run. */
    public void pass(String doing) {
        throttle.pass(doing);
    }

    /** Empty when the batch was cut off: nothing of it stays, and the caller tries again. */
    public <T> Optional<T> run(String doing, SqlWork<T> batch) throws SQLException {
        return clock.run(doing, batch);
    }

    /** How many blocks the next batch may take. */
    public long blocks() {
        return throttle.blocks(clock.blocks());
    }

    /** @param blocks that held them */
    public void wrote(long rows, long blocks) {
        throttle.wrote(rows, blocks);
    }

    /** Says how far it has come: blocks done and in all, rows so far. */
    public void reached(String doing, long done, long total, long rows) {
        throttle.reached(new Cursor(0, total, done, rows, 0));
        progress.advanced(throttle.advance(doing));
    }

    @Override
    public void close() throws SQLException {
        sampler.close();
    }
}
