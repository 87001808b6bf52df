// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.domain.backfill.Rate;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.RateOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** {@code interlock.throttle}: the rate that a person has ordered for a migration's backfill. */
public final class RateOrders {

    private RateOrders() {}

    /** Idempotency key: run and sequence. An order that a later one has overtaken changes nothing. */
    static void put(Connection transaction, Call call, RateOrder order) throws SQLException {
        Sql.update(
                transaction,
                """
                INSERT INTO interlock.throttle AS t (migration, rate, actor, reason, run_id, sequence)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (migration) DO UPDATE SET rate = excluded.rate, actor = excluded.actor,
                    reason = excluded.reason, run_id = excluded.run_id, sequence = excluded.sequence, at = excluded.at
                WHERE t.run_id <> excluded.run_id OR t.sequence < excluded.sequence
                """,
                call.number(),
                order.rate(),
                order.actor(),
                order.reason(),
                call.runId(),
                order.sequence());
    }

    /** Empty when nobody has ordered one. */
    public static Optional<Rate> of(Connection connection, long number) throws SQLException {
        Optional<String> rate = Sql.first(
                connection, "SELECT rate FROM interlock.throttle WHERE migration = ?", row -> row.getString(1), number);
        if (rate.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Rate.parse(rate.get())
                .orElseThrow(() -> new SQLException("the ledger's rate is no rate: " + rate.get(), "22023")));
    }
}
