// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Removals;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.drift.DriftBook;
import dev.interlock.activities.flag.FlagRow;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.metric.LateReaders;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.activities.parity.RowCount;
import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Scripts.Script;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
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
                checks.add(EvaluatorWait.check(connection, work, flag.get()));
            }
            checks.add(ReleaseCheck.look(connection, work.number()));
            checks.add(drift(connection));
            checks.addAll(parity());
            // While the rows were read nobody else was looking: who needs a hidden name is asked once more.
            Optional<Outcome> late = LateReaders.look(connection, work.row().flagKey(), work.number());
            late.map(outcome -> Check.fails("late readers", ((Outcome.LateReader) outcome).who()))
                    .ifPresent(checks::add);
            boolean open = checks.stream().allMatch(Check::holds);
            checks.add(Check.fails("observed", NOT_ASKED));
            Evidence.write(connection, work.number(), work.call().phase(), open, checks);
            if (late.isPresent()) {
                return late.get();
            }
            return open ? new Outcome.GateOpen(objects(), List.of(NOT_ASKED)) : closed(checks);
        }
    }

    private Check flag(Connection connection, FlagRow flag) throws SQLException {
        return FlagCheck.look(
                connection, work.call(), flag, soakStarted, work.plan().soak().duration());
    }

    private List<Check> parity() throws SQLException {
        if (work.plan().sync().isEmpty()) {
            return List.of();
        }
        try {
            return parity(new ParityCheck(work.sessions())
                    .exact(work.number(), work.plan(), work.progress())
                    .rows());
        } catch (ApplicationFailure e) {
            if (!e.getType().equals(Failures.SNAPSHOT_TOO_OLD)) {
                throw e;
            }
            return List.of(Check.fails("parity", e.getOriginalMessage()));
        }
    }

    private List<Check> parity(RowCount out) {
        return out.rows() == 0
                ? List.of(
                        Check.holds(
                                "parity",
                                "no row out of parity in " + Figures.counted(out.looked(), "block") + ", one snapshot"),
                        losses(out))
                : List.of(Check.fails("parity", new Outcome.OutOfParity(out.rows(), out.sample()).sentence()));
    }

    /** What only the old side holds is gone with the drop, so the plan has to know of it. */
    private Check losses(RowCount rows) {
        boolean taken = rows.oldLossy() == 0 || work.plan().acceptOldLossy();
        String found = "the drop loses the old side of " + Figures.counted(rows.oldLossy(), "row");
        return new Check("old-lossy", taken, taken ? found : found + ", and the plan has no accept: [old-lossy]");
    }

    /** Whoever changes a claimed table now may make the drop remove what nobody has approved. */
    private Check drift(Connection connection) throws SQLException {
        Drift drift = Sql.inTransaction(
                connection,
                transaction ->
                        new DriftBook(transaction, work.number(), work.row().tables()).look());
        return drift.none()
                ? Check.holds("drift", "the claimed tables are as they were")
                : Check.fails("drift", drift.sentence());
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
