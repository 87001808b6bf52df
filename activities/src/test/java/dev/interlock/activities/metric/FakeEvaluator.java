// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.flag.SlowBounds;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
    private long errorSquares;
    private long oldUsers;
    private long newUsers;
    private long oldTimed;
    private long oldSlow;
    private long newTimed;
    private long newSlow;
    private final List<Long> cohorts = new ArrayList<>();
    private long oldUndefined;
    private long newUndefined;
    private long oldViolations;
    private long newViolations;
    private long withheld;
    private boolean overrules;
    private long overrulings;
    private long compared;
    private long differing;

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

    /** Calls that were timed, each 40 ms if it is slow and 5 ms if not; they are not among those that {@link #served} counts. */
    FakeEvaluator timed(long baseline, long baselineSlow, long candidate, long candidateSlow) {
        oldTimed += baseline;
        oldSlow += baselineSlow;
        newTimed += candidate;
        newSlow += candidateSlow;
        return this;
    }

    /** Calls that named what is not there; they are not among those that {@link #served} counts. */
    FakeEvaluator missed(long baseline, long candidate) {
        oldUndefined += baseline;
        newUndefined += candidate;
        return this;
    }

    /** Calls that would have broken a constraint; they are not among those that {@link #served} counts. */
    FakeEvaluator violated(long baseline, long candidate) {
        oldViolations += baseline;
        newViolations += candidate;
        return this;
    }

    /** It sees the new path fail while the old one returns, and keeps its users there. */
    FakeEvaluator overrules() {
        overrules = true;
        overrulings++;
        return this;
    }

    /** The flag has another version, which it obeys. */
    FakeEvaluator obeys() {
        overrules = false;
        return this;
    }

    /** Calls that it kept on the old path by itself; they are not among those that {@link #served} counts. */
    FakeEvaluator withheld(long calls) {
        withheld += calls;
        return this;
    }

    /** Reads that were tried on both paths. */
    FakeEvaluator compared(long reads, long ofThemDiffering) {
        compared += reads;
        differing += ofThemDiffering;
        return this;
    }

    /** What the squares of all errors so far are to add up to. */
    FakeEvaluator clustered(long squares) {
        errorSquares = squares;
        return this;
    }

    FakeEvaluator met(long usersOnOldPath, long usersOnNewPath) {
        oldUsers = usersOnOldPath;
        newUsers = usersOnNewPath;
        return this;
    }

    /** Users at 0 % of that band, each of whom has had so many calls of the old path; they are among those that {@link #met} counts. */
    FakeEvaluator metInBand(int band, long users, long ended, long errors, long slow) {
        List<Long> figures = List.of(users, ended, errors, errors, slow);
        while (cohorts.size() < (band + 1) * figures.size()) {
            cohorts.add(0L);
        }
        for (int figure = 0; figure < figures.size(); figure++) {
            int at = band * figures.size() + figure;
            cohorts.set(at, cohorts.get(at) + figures.get(figure));
        }
        return met(oldUsers + users, newUsers);
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
        errorSquares = 0;
        timed(-oldTimed, -oldSlow, -newTimed, -newSlow);
        missed(-oldUndefined, -newUndefined);
        violated(-oldViolations, -newViolations);
        withheld = 0;
        overrules = false;
        overrulings = 0;
        compared(-compared, -differing);
    }

    void reports() throws SQLException {
        reports(WatchedDatabase.number("SELECT version FROM interlock.flag WHERE key = ?", flagKey), false);
    }

    void saysGoodbye() throws SQLException {
        reports(0, true);
    }

    void reports(long version, boolean leaving) throws SQLException {
        List<Long> counters = new ArrayList<>(List.of(
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
                0L,
                errorSquares,
                0L,
                oldUsers,
                newUsers));
        times(counters, oldTimed, oldSlow);
        times(counters, newTimed, newSlow);
        counters.addAll(
                List.of(oldUndefined, newUndefined, oldViolations, newViolations, withheld, compared, differing, 0L));
        counters.addAll(cohorts);
        while (counters.size() < 176) {
            counters.add(null);
        }
        counters.addAll(List.of(overrules ? 1L : 0L, overrulings));
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

    private static void times(List<Long> counters, long calls, long slow) {
        List<Long> slower = new ArrayList<>();
        for (int index = 0; index < SlowBounds.COUNT; index++) {
            Duration bound = SlowBounds.bound(index);
            slower.add(bound.toMillis() < 5 ? calls : bound.toMillis() < 40 ? slow : 0);
        }
        slower.forEach(beyond -> counters.add(calls - beyond));
        counters.addAll(slower);
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
