// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.flag.FlagReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one direct connection and reports over it too, so that a flag change reaches this process, and its
 * acknowledgement the ledger, also while the application's pool has nothing to give. Without that connection it does as
 * {@link PooledLine} does, and tries for a new one every second.
 */
final class ListeningLine implements FlagLine {

    private static final Logger LOG = LoggerFactory.getLogger(ListeningLine.class);
    private static final long RECONNECT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ConnectionSource source;
    private final FlagLine pooled;
    private final ReportStatement statement;
    private final LongSupplier ticker;
    private @Nullable ListenConnection listening;
    private boolean attempted;
    private boolean complained;
    private long attemptedAt;

    ListeningLine(ConnectionSource source, FlagLine pooled, ReportStatement statement, LongSupplier ticker) {
        this.source = source;
        this.pooled = pooled;
        this.statement = statement;
        this.ticker = ticker;
    }

    @Override
    public Optional<LedgerAnswer> exchange(FlagReport report) throws SQLException {
        return directly(open -> statement.run(open, report), () -> pooled.exchange(report));
    }

    @Override
    public Optional<LedgerAnswer> ask(String flag) throws SQLException {
        return directly(open -> statement.ask(open, flag), () -> pooled.ask(flag));
    }

    private Optional<LedgerAnswer> directly(ReportStatement.Run run, Instead instead) throws SQLException {
        ListenConnection direct = listening;
        if (direct == null) {
            return instead.run();
        }
        try {
            return run.on(direct.connection());
        } catch (SQLException failure) {
            if (direct.isUsable()) {
                throw failure;
            }
            lose(direct, failure);
            return instead.run();
        }
    }

    /** What is done where there is no connection of our own. */
    @FunctionalInterface
    private interface Instead {
        Optional<LedgerAnswer> run() throws SQLException;
    }

    /** After a new connection anything may have changed unheard. */
    @Override
    public Set<String> await(Duration atMost) throws InterruptedException {
        ListenConnection direct = listening;
        if (direct != null) {
            return awaitOn(direct, atMost);
        }
        if (!isAttemptDue()) {
            return pooled.await(atMost);
        }
        connect();
        return Set.of(ALL);
    }

    private Set<String> awaitOn(ListenConnection direct, Duration atMost) {
        try {
            return direct.await(atMost);
        } catch (SQLException failure) {
            lose(direct, failure);
            return Set.of(ALL);
        }
    }

    private boolean isAttemptDue() {
        return !attempted || ticker.getAsLong() - attemptedAt >= RECONNECT_NANOS;
    }

    private void connect() {
        attempted = true;
        attemptedAt = ticker.getAsLong();
        try {
            listening = ListenConnection.open(source);
            complained = false;
        } catch (SQLException | RuntimeException failure) {
            complain("cannot listen for flag changes; polling over the pool until it works", failure);
        }
    }

    private void lose(ListenConnection direct, SQLException failure) {
        direct.close();
        listening = null;
        complain("lost the connection that listened for flag changes; polling over the pool meanwhile", failure);
    }

    private void complain(String what, Exception failure) {
        if (!complained) {
            LOG.warn("{}: {}", what, failure.getMessage());
        }
        complained = true;
    }

    @Override
    public void wake() {
        pooled.wake();
    }

    @Override
    public void close() {
        ListenConnection direct = listening;
        if (direct != null) {
            direct.close();
        }
        pooled.close();
    }
}
