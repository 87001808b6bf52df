// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.DatabaseFailed;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.Entry;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.MigrationRow;
import dev.interlock.activities.ledger.MigrationSessions;
import dev.interlock.activities.ledger.PlanStore;
import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.workflows.port.Call;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a piece of schema work begins and ends: entry, heartbeats, the end of its predecessors' sessions, the work, and
 * what its errors mean to Temporal.
 */
public final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /** Of one migration only one of these is under way; whoever begins ends the others. */
    private static final List<String> EXCLUSIVE = List.of(
            "expand",
            "contract",
            "revert",
            "sync",
            "backfill",
            "throttle",
            "repair",
            "parity",
            "archive",
            "hide",
            "drop",
            "marks",
            "observe");

    private final Databases databases;
    private final PlanStore plans;
    private final Entry entry;
    private final MetricSources sources;
    private final Supplier<Pulse> pulses;

    /**
     * @param sources outside, which guardrails may ask
     * @param pulses {@code Pulse::ofActivity}
     */
    public Attempts(Databases databases, PlanStore plans, Entry entry, MetricSources sources, Supplier<Pulse> pulses) {
        this.databases = databases;
        this.plans = plans;
        this.entry = entry;
        this.sources = sources;
        this.pulses = pulses;
    }

    /** Work that changes the schema or many rows: sessions of an earlier attempt are ended before it looks at anything. */
    public <T> T alone(Call call, WorkBody<T> body) {
        return beside(call, work -> {
            Work alone = work.over(work.sessions().takeOver(EXCLUSIVE));
            try {
                return body.run(alone);
            } catch (SQLException | RuntimeException e) {
                refuseLeftBehind(alone, e);
                throw e;
            }
        });
    }

    /** A successor has ended this attempt's sessions: that, and not what they died of, is what happened to it. */
    private static void refuseLeftBehind(Work work, Exception thrown) {
        try (Connection connection = work.sessions().open("ending")) {
            work.sessions().confirm(connection);
        } catch (SQLException unknown) {
            thrown.addSuppressed(unknown);
        } catch (ApplicationFailure leftBehind) {
            LOG.warn("{} in {}: {}", work.call().migration(), work.call().phase(), leftBehind.getOriginalMessage());
            leftBehind.addSuppressed(thrown);
            throw leftBehind;
        }
    }

    /** Work that only reads. */
    public <T> T beside(Call call, WorkBody<T> body) {
        Pulse pulse = pulses.get();
        // Given to a worker that stood still, an attempt begins when it has long been replaced; it must not take over
        // then.
        pulse.beat("starting");
        MigrationRow row = entry.enter(call);
        MigrationSessions sessions =
                databases.named(call.database()).sessions(call.migration(), call.number(), pulse.attempt());
        try (Heartbeats heartbeats = Heartbeats.start(pulse)) {
            return stoppable(new Work(call, row, plans.plan(call), sessions, sources, heartbeats), body);
        } catch (StopRequested e) {
            throw e.getCause() instanceof ActivityCompletionException completion ? completion : e;
        }
    }

    private static <T> T stoppable(Work work, WorkBody<T> body) {
        try {
            return body.run(work);
        } catch (SQLException e) {
            work.heartbeats().check();
            throw meaning(work, e);
        }
    }

    private static RuntimeException meaning(Work work, SQLException error) {
        String words = work.call().migration() + " in " + work.call().phase() + ": " + SqlTrouble.words(error);
        return switch (SqlTrouble.of(error)) {
            case LOCKED -> Failures.lockBudget(words);
            case PASSING -> new DatabaseFailed("working on " + work.call().migration(), error);
            case CANCELLED, REJECTED -> Failures.sqlRejected(words, error);
        };
    }
}
