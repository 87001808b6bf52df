// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.flag.FlagRow;
import dev.interlock.activities.ledger.EvidenceLine;
import dev.interlock.activities.ledger.EvidenceLine.Fact;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.Figures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contract's gate turned round: the flag stands at 0 %, and no evaluator has a call in flight on the new path. What it found is
 * kept as evidence, open or not. Takes no lock.
 */
final class RevertGate {

    private static final String IN_FLIGHT = """
            SELECT e.instance, e.new_in_flight FROM interlock.evaluator e
            WHERE e.flag_key = ? AND e.goodbye_at IS NULL AND e.new_in_flight > 0
              AND e.reported_at > clock_timestamp() - ? * interval '1 millisecond'
            ORDER BY e.instance, e.boot_id
            """;

    private final Work work;

    RevertGate(Work work) {
        this.work = work;
    }

    /** One sentence each; empty when it is open. */
    List<String> doubts() throws SQLException {
        try (Connection connection = work.sessions().open("revert")) {
            Optional<FlagRow> flag =
                    FlagRow.find(connection, work.row().flagKey()).filter(f -> f.migration() == work.number());
            List<String> doubts = new ArrayList<>();
            flag.filter(row -> !row.percent().isZero())
                    .ifPresent(row -> doubts.add("the flag stands at " + row.percent() + ", moved by " + row.actor()));
            doubts.addAll(Sql.list(
                    connection,
                    IN_FLIGHT,
                    row -> row.getString(1) + " has " + Figures.counted(row.getLong(2), "call")
                            + " in flight on the new path",
                    work.row().flagKey(),
                    work.plan().flag().evaluatorTtl().toMillis()));
            boolean open = doubts.isEmpty();
            String found = open
                    ? "the flag stands at 0 %, and nothing is in flight on the new path"
                    : String.join("; ", doubts);
            EvidenceLine.write(
                    connection, work.number(), work.call().phase(), open, Map.of("new path", new Fact(open, found)));
            return doubts;
        }
    }
}
