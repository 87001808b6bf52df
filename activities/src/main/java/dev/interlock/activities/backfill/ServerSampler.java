// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.backfill.Readings;
import dev.interlock.domain.backfill.ThrottlePolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks over a connection of its own, so that no look sits in a batch's transaction. A broken one is replaced at the next
 * look; until then nothing is known.
 */
final class ServerSampler implements Sampler {

    private static final String STEP = "throttle";
    private static final int SILENT_MILLIS = 5_000;
    private static final double NANOS = 1e9;

    private final ConnectionSource connections;
    private final PaceStore store;
    private final ThrottlePolicy limits;
    private final Tempo tempo;
    private @Nullable Connection connection;
    private @Nullable Position last;

    ServerSampler(ConnectionSource connections, PaceStore store, ThrottlePolicy limits, Tempo tempo) {
        this.connections = connections;
        this.store = store;
        this.limits = limits;
        this.tempo = tempo;
    }

    @Override
    public Sample look() {
        try {
            Connection open = connected();
            Readings readings = new Readings(
                    wanted(limits.maxReplicaLag().isPresent(), () -> ServerReadings.replicaLag(open)),
                    wanted(limits.maxActiveSessions().isPresent(), () -> ServerReadings.activeSessions(open)),
                    Reading.unknown("not measured yet"),
                    wanted(limits.maxWalRate().isPresent(), () -> walRate(open)),
                    wanted(limits.yieldToAutovacuum(), () -> ServerReadings.autovacuum(open, store.table())));
            Reading<Optional<Rate>> ordered = read(() -> Reading.known(store.ordered(open)));
            return new Sample(readings, ordered);
        } catch (SQLException e) {
            return Sample.unknown(words(e));
        }
    }

    @Override
    public Reading<Duration> tell(Pace pace) {
        return read(() -> commit(connected(), pace));
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private Connection connected() throws SQLException {
        Connection current = connection;
        if (current != null && !current.isClosed()) {
            return current;
        }
        Connection opened = connections.open(STEP);
        connection = opened;
        last = null;
        // A commit that waits for a synchronous replica heeds no statement_timeout.
        opened.setNetworkTimeout(Runnable::run, SILENT_MILLIS);
        Sql.run(opened, "SET statement_timeout = '3s'; SET lock_timeout = '1s'");
        // Nothing could be told from a commit that waits for nothing.
        Sql.list(
                opened,
                "SELECT set_config('synchronous_commit', 'on', false)"
                        + " WHERE current_setting('synchronous_commit') = 'off'",
                row -> "");
        return opened;
    }

    private Reading<Duration> commit(Connection open, Pace pace) throws SQLException {
        Duration before = tempo.now();
        store.put(open, pace);
        return Reading.known(tempo.now().minus(before));
    }

    private Reading<Long> walRate(Connection open) throws SQLException {
        Position before = last;
        Position now = new Position(ServerReadings.walPosition(open), tempo.now());
        if (before == null || now.at().compareTo(before.at()) <= 0) {
            last = before == null ? now : before;
            return Reading.unknown("it is measured between two looks, and this is the first");
        }
        last = now;
        double seconds = now.at().minus(before.at()).toNanos() / NANOS;
        return Reading.known(Math.round((now.bytes() - before.bytes()) / seconds));
    }

    private static <T> Reading<T> wanted(boolean asked, Query<T> query) {
        return asked ? read(query) : Reading.unknown("not asked");
    }

    private static <T> Reading<T> read(Query<T> query) {
        try {
            return query.run();
        } catch (SQLException e) {
            return Reading.unknown(words(e));
        }
    }

    private static String words(SQLException e) {
        return String.valueOf(e.getMessage());
    }

    @FunctionalInterface
    private interface Query<T> {
        Reading<T> run() throws SQLException;
    }

    private record Position(long bytes, Duration at) {}
}
