// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.RecordedBaseline;
import dev.interlock.domain.guardrail.WeekClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What the old path does while a ramp is below 100 %, at 0 % as well, added up in {@code interlock.baseline}. A ramp begins where the
 * flag is last put to 0 %. Each look adds its window in the transaction that keeps the look, so that it is added once.
 *
 * <p>Locks: the rows of this migration, which only looks write, one after another.
 */
final class BaselineBook {

    private static final String ADD = """
            INSERT INTO interlock.baseline AS b (migration, guardrail, ramp, quarter, old_errors, old_ended)
            VALUES (?, ?, %s, coalesce(?::timestamptz, '-infinity'), ?, ?)
            ON CONFLICT (migration, guardrail, ramp, quarter) DO UPDATE
                SET old_errors = b.old_errors + excluded.old_errors, old_ended = b.old_ended + excluded.old_ended
            """.formatted(LookBook.LAST_ZERO);

    private static final String READ = """
            SELECT NULLIF(quarter, '-infinity'), old_errors, old_ended
            FROM interlock.baseline
            WHERE migration = ? AND guardrail = ? AND ramp = %s
            """.formatted(LookBook.LAST_ZERO);

    private final Connection transaction;
    private final Assignment assignment;

    BaselineBook(Connection transaction, Assignment assignment) {
        this.transaction = transaction;
        this.assignment = assignment;
    }

    void add(String guardrail, Counts counts, LookWindow window) throws SQLException {
        if (counts.baselineEnded() == 0) {
            return;
        }
        Sql.update(
                transaction,
                ADD,
                number(),
                guardrail,
                assignment.flagKey(),
                number(),
                WeekClock.quarter(window.start(), window.end()).map(Times::bind),
                counts.baselineErrors(),
                counts.baselineEnded());
    }

    /** For judging this window by. */
    RecordedBaseline read(String guardrail, LookWindow window) throws SQLException {
        List<WeekClock.Quarter> recorded = Sql.list(
                transaction,
                READ,
                row -> new WeekClock.Quarter(
                        Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        row.getLong(2),
                        row.getLong(3)),
                number(),
                guardrail,
                assignment.flagKey(),
                number());
        return new WeekClock(assignment.plan().ramp().zone()).baseline(recorded, window.start(), window.end());
    }

    private long number() {
        return assignment.call().number();
    }
}
