// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Removals;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.flag.FlagRow;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.activities.parity.RowCount;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Scripts.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks before HIDING and before DROPPING. Every one is made and kept as evidence, whatever the others say. Parity
 * comes last, so that it is the freshest.
 *
 * <p>Locks: ACCESS SHARE on the synced tables while their rows are read.
 */
final class Gate {

    private static final Duration MOMENT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final String NOT_ASKED =
            "Observed: what the statements in the database say of the old names was not asked";

    private final Work work;
    private final Instant soakStarted;

    Gate(Work work, Instant soakStarted) {
        this.work = work;
        this.soakStarted = soakStarted;
    }

    Outcome look() throws SQLException {
        List<Check> checks = new ArrayList<>();
        try (Connection connection = work.sessions().open("gate")) {
            Optional<FlagRow> flag =
                    FlagRow.find(connection, work.row().flagKey()).filter(f -> f.migration() == work.number());
            if (flag.isEmpty()) {
                checks.add(Check.fails("flag", "there is no flag " + work.row().flagKey() + " of this migration"));
            } else {
                checks.add(flag(connection, flag.get()));
                checks.add(evaluators(connection, flag.get()));
            }
            parity().ifPresent(checks::add);
            boolean open = checks.stream().allMatch(Check::holds);
            checks.add(Check.fails("observed", NOT_ASKED));
            Evidence.write(connection, work.number(), work.call().phase(), open, checks);
            return open ? new Outcome.GateOpen(objects(), List.of(NOT_ASKED)) : closed(checks);
        }
    }

    private Check flag(Connection connection, FlagRow flag) throws SQLException {
        return FlagCheck.look(
                connection, work.call(), flag, soakStarted, work.plan().soak().duration());
    }

    /** The safe side has just turned, or will: evaluators get a moment to acknowledge the flag's newest version. */
    private Check evaluators(Connection connection, FlagRow flag) throws SQLException {
        Instant until = Instant.now().plus(MOMENT);
        Duration forgotten = work.plan().flag().evaluatorTtl();
        EvaluatorCheck seen = EvaluatorCheck.look(connection, flag.key(), flag.version(), forgotten);
        while (seen.onlyNeedsAMoment() && Instant.now().isBefore(until)) {
            work.heartbeats().pause(BETWEEN_LOOKS);
            seen = EvaluatorCheck.look(connection, flag.key(), flag.version(), forgotten);
        }
        return seen.result(flag.version());
    }

    private Optional<Check> parity() throws SQLException {
        if (work.plan().sync().isEmpty()) {
            return Optional.empty();
        }
        RowCount out = new ParityCheck(work.sessions()).outOfParity(work.number(), work.plan(), work.progress());
        return Optional.of(
                out.rows() == 0
                        ? Check.holds(
                                "parity",
                                "no row out of parity in " + Figures.counted(out.looked(), "block") + ", one snapshot")
                        : Check.fails("parity", new Outcome.OutOfParity(out.rows(), out.sample()).sentence()));
    }

    private List<String> objects() {
        return work.plan().scripts().contract().stream()
                .map(Script::sql)
                .flatMap(sql -> Removals.of(sql).stream())
                .toList();
    }

    private static Outcome closed(List<Check> checks) {
        return new Outcome.GateClosed(checks.stream()
                .filter(check -> !check.holds() && !check.name().equals("observed"))
                .map(check -> check.name() + ": " + check.found())
                .toList());
    }
}
