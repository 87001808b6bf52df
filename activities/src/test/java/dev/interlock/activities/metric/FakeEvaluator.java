// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** An application that counts what it is told to have served, and reports it as a client does. */
final class FakeEvaluator {

    private final String flagKey;
    private final String instance;
    private UUID boot = UUID.randomUUID();
    private long oldEnded;
    private long oldErrors;
    private long newEnded;
    private long newErrors;
    private int newInFlight;

    FakeEvaluator(String flagKey, String instance) {
        this.flagKey = flagKey;
        this.instance = instance;
    }

    FakeEvaluator served(long baseline, long baselineErrors, long candidate, long candidateErrors) {
        oldEnded += baseline;
        oldErrors += baselineErrors;
        newEnded += candidate;
        newErrors += candidateErrors;
        return this;
    }

    FakeEvaluator hangingOnTheNewPath(int calls) {
        newInFlight = calls;
        return this;
    }

    /** The process is gone without a word; another one starts in its place. */
    void restarts() {
        boot = UUID.randomUUID();
        oldEnded = 0;
        oldErrors = 0;
        newEnded = 0;
        newErrors = 0;
        newInFlight = 0;
    }

    void reports() throws SQLException {
        reports(WatchedDatabase.number("SELECT version FROM interlock.flag WHERE key = ?", flagKey), false);
    }

    void saysGoodbye() throws SQLException {
        reports(0, true);
    }

    void reports(long version, boolean leaving) throws SQLException {
        List<Long> counters = List.of(
                oldEnded,
                oldEnded,
                oldErrors,
                0L,
                0L,
                0L,
                newEnded + newInFlight,
                newEnded,
                newErrors,
                0L,
                (long) newInFlight,
                0L);
        WatchedDatabase.rows(
                "SELECT * FROM interlock.report(?, ?, ?, ?, 0, ?::text[]::bigint[], ?)",
                row -> true,
                flagKey,
                instance,
                boot,
                version,
                counters,
                leaving);
    }

    /** As if the last report had been so long ago. */
    void fallsSilentFor(int seconds) throws SQLException {
        WatchedDatabase.run(
                "UPDATE interlock.evaluator SET reported_at = reported_at - ? * interval '1 second' WHERE instance = ?"
                        + " AND flag_key = ?",
                seconds,
                instance,
                flagKey);
    }
}
