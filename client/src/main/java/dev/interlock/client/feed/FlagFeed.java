// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.flag.FlagReport;
import dev.interlock.client.flag.HeldFlag;
import dev.interlock.client.flag.TrackedFlag;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a process's flags and the ledger's in step: reports in rhythm and on news, applies what comes back, and reports
 * again at once when that was new, which is the acknowledgement. One of many evaluators asks in that rhythm, and reports more
 * seldom. While the ledger cannot be reached every flag keeps its
 * last value.
 */
public final class FlagFeed implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(FlagFeed.class);

    /** How long a closing application waits at most for the present wait to end. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    /** How long after its last call a drained path is noticed. */
    private static final Duration WAIT_WHILE_DRAINING = Duration.ofMillis(20);

    private final List<FeedEntry> entries;
    private final FlagLine line;
    private final LongSupplier ticker;
    private final Consumer<HeldFlag> onChange;
    private volatile boolean leaving;
    private boolean complained;

    /**
     * @param ticker nanoseconds from any origin, never going back
     * @param phase from 0 to 1, at random: for a fleet that is not to report all at once
     * @param onChange told of every new value once it is applied
     */
    public FlagFeed(
            Collection<TrackedFlag> flags,
            Cadence cadence,
            FlagLine line,
            LongSupplier ticker,
            DoubleSupplier phase,
            Consumer<HeldFlag> onChange) {
        this.entries =
                flags.stream().map(flag -> new FeedEntry(flag, cadence, phase)).toList();
        this.line = line;
        this.ticker = ticker;
        this.onChange = onChange;
    }

    /** Until {@link #leave} or an interrupt; then says goodbye for every flag and closes the line. */
    @Override
    public void run() {
        try (line) {
            keepInStep();
            sayGoodbye();
        }
    }

    private void keepInStep() {
        try {
            Set<String> news = Set.of();
            while (!leaving) {
                turn(news);
                news = line.await(untilNextTurn());
            }
        } catch (InterruptedException interrupt) {
            LOG.debug("interrupted: leaving", interrupt);
        }
    }

    /** From any thread. */
    public void leave() {
        leaving = true;
        line.wake();
    }

    void turn(Set<String> news) {
        for (FeedEntry entry : entries) {
            boolean heardOf = news.contains(entry.flag().key()) || news.contains(FlagLine.ALL);
            if (heardOf || entry.isDue(ticker.getAsLong())) {
                exchange(entry, heardOf);
            }
        }
    }

    Duration untilNextTurn() {
        Duration wait = LONGEST_WAIT;
        for (FeedEntry entry : entries) {
            wait = shorter(wait, entry.untilDue(ticker.getAsLong()));
            if (entry.flag().isDraining()) {
                wait = shorter(wait, WAIT_WHILE_DRAINING);
            }
        }
        return wait;
    }

    private void exchange(FeedEntry entry, boolean heardOf) {
        try {
            if (heardOf || entry.isReportDue(ticker.getAsLong()) || asks(entry)) {
                report(entry);
            }
            complained = false;
        } catch (SQLException | RuntimeException failure) {
            entry.failed();
            complain(failure);
        }
    }

    /** Whether the answer is a new value, which wants an acknowledgement. */
    private boolean asks(FeedEntry entry) throws SQLException {
        entry.attempt(ticker.getAsLong());
        boolean isNew = take(entry, line.ask(entry.flag().key()));
        entry.answered();
        return isNew;
    }

    private void report(FeedEntry entry) throws SQLException {
        FlagReport report;
        do {
            entry.attemptReport(ticker.getAsLong());
            report = entry.flag().report(false);
        } while (take(entry, line.exchange(report)));
        entry.delivered(report);
    }

    /** False when there is nothing new in it. */
    private boolean take(FeedEntry entry, Optional<LedgerAnswer> answer) {
        answer.ifPresent(entry::hear);
        Optional<HeldFlag> news = answer.map(LedgerAnswer::held);
        if (news.isEmpty() || !entry.flag().apply(news.get())) {
            return false;
        }
        announce(news.get());
        return true;
    }

    private void announce(HeldFlag held) {
        LOG.info("applied {}", held);
        onChange.accept(held);
    }

    private void sayGoodbye() {
        for (FeedEntry entry : entries) {
            entry.flag().leave();
            try {
                Optional<LedgerAnswer> ignored = line.exchange(entry.flag().report(true));
            } catch (SQLException | RuntimeException failure) {
                complain(failure);
            }
        }
    }

    private void complain(Exception failure) {
        if (!complained) {
            LOG.warn("the ledger cannot be reached; every flag keeps its last value: {}", failure.getMessage());
        }
        complained = true;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
