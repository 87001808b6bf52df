// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.plan.Durations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether every evaluator is on the present version with nothing in flight on the old path. One that fell silent without
 * saying goodbye blocks until it is forgotten; none at all is no data, never "every evaluator".
 *
 * @param waiting those that report, and may only need a moment
 * @param stuck those that do not, and those that overrule the flag: no moment changes that
 */
record EvaluatorCheck(int reporting, List<String> waiting, List<String> stuck) {

    private static final String EVALUATORS = """
            SELECT instance, version, old_in_flight,
                   (extract(epoch FROM clock_timestamp() - reported_at) * 1000)::bigint, overruled,
                   reported_at < (SELECT interlock.live_since(?, interval '30 seconds'))
            FROM interlock.evaluator
            WHERE flag_key = ? AND goodbye_at IS NULL
              AND reported_at > clock_timestamp() - ? * interval '1 millisecond'
            ORDER BY instance, boot_id
            """;

    static EvaluatorCheck look(Connection connection, String flagKey, long version, Duration forgottenAfter)
            throws SQLException {
        List<Seen> all = Sql.list(
                connection,
                EVALUATORS,
                row -> new Seen(
                        row.getString(1),
                        row.getLong(2),
                        row.getInt(3),
                        Duration.ofMillis(row.getLong(4)),
                        row.getBoolean(5),
                        row.getBoolean(6)),
                flagKey,
                flagKey,
                forgottenAfter.toMillis());
        List<String> waiting = new ArrayList<>();
        List<String> stuck = new ArrayList<>();
        for (Seen seen : all) {
            if (seen.silent()) {
                stuck.add(seen.instance() + " has been silent for " + Durations.text(seen.age()));
            } else if (seen.keeps()) {
                stuck.add(seen.instance() + " keeps its users on the old path by itself");
            } else {
                seen.lagging(version).ifPresent(waiting::add);
            }
        }
        return new EvaluatorCheck(all.size() - stuck.size(), waiting, stuck);
    }

    boolean onlyNeedsAMoment() {
        return reporting > 0 && stuck.isEmpty() && !waiting.isEmpty();
    }

    Check result(long version) {
        if (reporting == 0 && stuck.isEmpty()) {
            return Check.fails("evaluators", "no evaluator has ever reported this flag, or all said goodbye");
        }
        List<String> doubts = new ArrayList<>(stuck);
        doubts.addAll(waiting);
        return doubts.isEmpty()
                ? Check.holds(
                        "evaluators",
                        Figures.counted(reporting, "evaluator") + " on version " + version + ", none on the old path")
                : Check.fails("evaluators", String.join("; ", doubts));
    }

    private record Seen(String instance, long version, int oldInFlight, Duration age, boolean keeps, boolean silent) {

        Optional<String> lagging(long wanted) {
            if (version != wanted) {
                return Optional.of(instance + " is on version " + version + ", not " + wanted);
            }
            return oldInFlight == 0
                    ? Optional.empty()
                    : Optional.of(instance + " has " + oldInFlight + " calls in flight on the old path");
        }
    }
}
