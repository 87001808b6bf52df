// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.RowReader;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.RecordedBaseline;
import dev.interlock.domain.guardrail.TableScanJudge;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** The looks of one migration in {@code interlock.look}, inside one transaction that holds its advisory lock. */
final class LookBook {

    /** The row of each look that holds the traffic, whichever guardrails there are. */
    static final String TRAFFIC = "interlock:requests";

    /** The row of each look that says whether the claimed tables are as they were. */
    static final String DRIFT = "interlock:drift";

    /** When the flag was last put to 0 %. Its parameters are the flag's key and the migration. */
    static final String LAST_ZERO = "(SELECT coalesce(max(changed_at), '-infinity') FROM interlock.flag_history"
            + " WHERE key = ? AND migration = ? AND percent = 0)";

    /** More of them, in the weeks that 0 % may be watched, say nothing more. */
    private static final int SOME_LOOKS = 400;

    private final Connection transaction;
    private final Assignment assignment;

    LookBook(Connection transaction, Assignment assignment) {
        this.transaction = transaction;
        this.assignment = assignment;
    }

    /**
     * Makes looks of one migration come one after another: each continues from the last row, so that a window is counted
     * once even while two attempts are alive.
     */
    void lock() throws SQLException {
        Sql.first(
                transaction,
                "SELECT pg_advisory_xact_lock(hashtextextended('interlock.look', ?))",
                row -> true,
                number());
    }

    Instant now() throws SQLException {
        return Sql.now(transaction);
    }

    /** Where the last look of this process ended. */
    Optional<Instant> lastEnd() throws SQLException {
        return last(TRAFFIC, "window_end", row -> Times.read(row, 1));
    }

    /** What the last look of this process remembered under that name. */
    Optional<LookState> lastState(String guardrail) throws SQLException {
        return last(guardrail, "state", row -> LookState.parse(row.getString(1)));
    }

    /** What the last look of any process remembered under that name. */
    Optional<LookState> latestState(String guardrail) throws SQLException {
        return Sql.first(
                transaction,
                "SELECT state FROM interlock.look WHERE migration = ? AND guardrail = ? AND state IS NOT NULL"
                        + " ORDER BY window_end DESC LIMIT 1",
                row -> LookState.parse(row.getString(1)),
                number(),
                guardrail);
    }

    /** What the last look of this ramp remembered under that name: since the flag was last put to 0 %. */
    Optional<LookState> rampState(String guardrail) throws SQLException {
        return Sql.first(
                transaction,
                "SELECT state FROM interlock.look WHERE migration = ? AND guardrail = ? AND state IS NOT NULL"
                        + " AND window_end > " + LAST_ZERO + " ORDER BY window_end DESC LIMIT 1",
                row -> LookState.parse(row.getString(1)),
                number(),
                guardrail,
                assignment.flagKey(),
                number());
    }

    /** Whether another watch has told a person the same already, and been resumed, since the flag last moved. */
    boolean wasToldSince(Instant moved, String guardrail) throws SQLException {
        return Sql.first(
                        transaction,
                        "SELECT 1 FROM interlock.look WHERE migration = ? AND guardrail = ? AND window_end > ?"
                                + " AND verdict = 'FAIL' AND state ->> 'process' <> ? LIMIT 1",
                        row -> true,
                        number(),
                        guardrail,
                        Times.bind(moved),
                        assignment.process())
                .isPresent();
    }

    private <T> Optional<T> last(String guardrail, String column, RowReader<T> reader) throws SQLException {
        return Sql.first(
                transaction,
                "SELECT " + column + " FROM interlock.look WHERE migration = ? AND guardrail = ?"
                        + " AND state ->> 'process' = ? ORDER BY window_end DESC LIMIT 1",
                reader,
                number(),
                guardrail,
                assignment.process());
    }

    /** What the old path did in this ramp, by the counts under that name, for judging this window by. */
    RecordedBaseline recordedBaseline(String guardrail, LookWindow window) throws SQLException {
        return new BaselineBook(transaction, assignment).read(guardrail, window);
    }

    /** The highest value of this guardrail at 0 %, and for how long it was looked at there, as far as that matters. */
    TableScanJudge.AtZero atZero(String guardrail) throws SQLException {
        double highest = Sql.first(
                        transaction,
                        "SELECT coalesce(max(value), 0) FROM interlock.look"
                                + " WHERE migration = ? AND guardrail = ? AND percent = 0",
                        row -> row.getDouble(1),
                        number(),
                        guardrail)
                .orElseThrow();
        long seconds = Sql.number(
                transaction,
                "SELECT coalesce(extract(epoch FROM sum(l.length)), 0)::bigint FROM ("
                        + "SELECT window_end - window_start AS length FROM interlock.look"
                        + " WHERE migration = ? AND guardrail = ? AND percent = 0 ORDER BY window_end LIMIT ?) l",
                number(),
                guardrail,
                SOME_LOOKS);
        return new TableScanJudge.AtZero(highest, Duration.ofSeconds(seconds));
    }

    void write(LookRow row, LookWindow window) throws SQLException {
        write(row, window, window);
    }

    /**
     * The primary key is the idempotency key: migration, guardrail and window end.
     *
     * @param counted the time within which the row's counts were counted
     */
    void write(LookRow row, LookWindow window, LookWindow counted) throws SQLException {
        if (row.counts().isPresent() && !assignment.percent().isFull()) {
            new BaselineBook(transaction, assignment)
                    .add(row.guardrail(), row.counts().get(), counted);
        }
        Sql.update(
                transaction,
                """
                INSERT INTO interlock.look (migration, guardrail, window_end, window_start, round, percent, new_errors,
                        old_errors, new_ended, old_ended, value, threshold, verdict, sentence, asked, state)
                VALUES (?, ?, ?, ?, ?, ?, ?::bigint, ?::bigint, ?::bigint, ?::bigint, ?::double precision,
                        ?::double precision, ?, ?, ?::text, ?::jsonb)
                """,
                number(),
                row.guardrail(),
                Times.bind(window.end()),
                Times.bind(window.start()),
                assignment.call().round(),
                assignment.percent().thousandths(),
                count(row, Counts::candidateErrors),
                count(row, Counts::baselineErrors),
                count(row, Counts::candidateEnded),
                count(row, Counts::baselineEnded),
                boxed(row.value()),
                boxed(row.threshold()),
                row.verdict().name(),
                row.sentence(),
                row.asked(),
                row.state().toJson());
    }

    /** What a look of this process remembered for the next one, which is here: only whose it was is kept. */
    void forget(String guardrail, Instant end) throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.look SET state = jsonb_build_object('process', state -> 'process')"
                        + " WHERE migration = ? AND guardrail = ? AND window_end = ? AND state ->> 'process' = ?",
                number(),
                guardrail,
                Times.bind(end),
                assignment.process());
    }

    private static Optional<Long> count(LookRow row, ToLongFunction<Counts> which) {
        return row.counts().map(which::applyAsLong);
    }

    private static Optional<Double> boxed(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }

    private long number() {
        return assignment.call().number();
    }
}
