// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.RateOrders;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** {@code interlock.backfill_pace}: what status and metrics show of one table's backfill while it runs. */
record PaceStore(long number, int round, TableName table) {

    /** Rounds count from 1: what is kept under 0 is nobody's backfill. */
    private static final int NO_ROUND = 0;

    /** Of other work over all rows of a table. */
    static PaceStore ofNoRound(long number, TableName table) {
        return new PaceStore(number, NO_ROUND, table);
    }

    void put(Connection connection, Pace pace) throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO interlock.backfill_pace
                    (migration, round, table_name, rows_per_second, seconds_left, rate, waits_for, sampled_at)
                VALUES (?, ?, ?, ?, ?::bigint, ?, ?::text, clock_timestamp())
                ON CONFLICT (migration, round, table_name) DO UPDATE SET rows_per_second = excluded.rows_per_second,
                    seconds_left = excluded.seconds_left, rate = excluded.rate, waits_for = excluded.waits_for,
                    sampled_at = excluded.sampled_at
                """,
                number,
                round,
                table.toString(),
                pace.rowsPerSecond(),
                Optional.ofNullable(pace.secondsLeft()),
                pace.rate().text(),
                Optional.ofNullable(pace.waitsFor()));
    }

    /** Empty for what is no round of a backfill: the order was not meant for it. */
    Optional<Rate> ordered(Connection connection) throws SQLException {
        return round == NO_ROUND ? Optional.empty() : RateOrders.of(connection, number);
    }
}
