// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.drift.DriftBook;
import dev.interlock.activities.flag.FlagRow;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.metric.LateReaders;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.activities.parity.RowCount;
import dev.interlock.activities.preflight.Casualties;
import dev.interlock.activities.statement.Observation;
import dev.interlock.activities.statement.StatementClock;
import dev.interlock.activities.sync.HiddenNames;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.plans.ContractObjects;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The checks before HIDING and before DROPPING. Every one is made and kept as evidence, whatever the others say. Parity
 * comes last, so that it is the freshest.
 *
 * <p>Locks: ACCESS SHARE on the synced tables while their rows are read.
 */
final class Gate {

    private final Work work;
    private final Instant soakStarted;

    Gate(Work work, Instant soakStarted) {
        this.work = work;
        this.soakStarted = soakStarted;
    }

    Outcome look() throws SQLException {
        List<Check> checks = new ArrayList<>();
        try (Connection connection = work.sessions().open("gate")) {
            proven(connection, checks);
            checks.add(ReleaseCheck.look(connection, work.number()));
            checks.add(drift(connection));
            database(connection, checks);
            checks.addAll(parity());
            // While the rows were read nobody else was looking: who needs a hidden name is asked once more.
            Optional<Outcome> late = LateReaders.look(connection, work.row().flagKey(), work.number());
            late.map(outcome -> Check.fails("late readers", ((Outcome.LateReader) outcome).who()))
                    .ifPresent(checks::add);
            approval(connection, checks).ifPresent(checks::add);
            boolean open = checks.stream().allMatch(Check::holds);
            Evidence.write(connection, work.number(), work.call().phase(), open, checks);
            if (late.isPresent()) {
                return late.get();
            }
            return open
                    ? Outcome.GateOpen.naming(
                            RemovedSizes.of(connection, work.plan().scripts().contract()), unknown(checks))
                    : closed(checks);
        }
    }

    private void proven(Connection connection, List<Check> checks) throws SQLException {
        Optional<FlagRow> flag =
                FlagRow.find(connection, work.row().flagKey()).filter(f -> f.migration() == work.number());
        if (flag.isEmpty()) {
            checks.add(Check.fails("flag", "there is no flag " + work.row().flagKey() + " of this migration"));
            return;
        }
        checks.add(flag(connection, flag.get()));
        checks.add(EvaluatorWait.check(connection, work, flag.get()));
    }

    /** What the database itself says of those who still need what is removed. */
    private void database(Connection connection, List<Check> checks) throws SQLException {
        List<DroppedObject> dropped = ContractObjects.in(work.plan().scripts().contract());
        boolean hidden = HiddenNames.has(connection, work.number());
        checks.add(DependantCheck.look(
                connection, dropped, !work.plan().contract().hide().isZero(), hidden));
        List<String> undeclared = Casualties.undeclared(connection, HiddenNames.of(connection, work.number()), dropped);
        checks.add(
                undeclared.isEmpty()
                        ? Check.holds("declared", "the contract names all that it takes along")
                        : Check.fails("declared", String.join("; ", undeclared)));
        Duration soak = work.plan().soak().duration();
        Observation seen = new StatementClock(work.number()).observe(connection, ObservedCheck.quiet(soak));
        checks.add(new ObservedCheck(
                        soak,
                        Duration.between(soakStarted, Instant.now()),
                        RemovedTable.in(connection, work.number(), dropped))
                .of(seen));
        Optional<String> usage = work.plan().contract().usage();
        if (usage.isPresent()) {
            checks.add(UsageCheck.ask(connection, usage.get(), hidden));
        }
    }

    /** Whoever has let the contract through was told what is not known. More than that is another question. */
    private Optional<Check> approval(Connection connection, List<Check> checks) throws SQLException {
        if (!work.call().phase().equals(PhaseName.HIDING.name())) {
            return Optional.empty();
        }
        Set<String> told = Evidence.unknown(connection, work.number(), PhaseName.SOAKING.name());
        List<String> grown =
                unknown(checks).stream().filter(one -> !told.contains(one)).toList();
        return Optional.of(
                grown.isEmpty()
                        ? Check.holds("approval", "nothing is unknown that was not when the contract was let through")
                        : Check.fails(
                                "approval",
                                "the gate has changed since the contract was let through, not known now: "
                                        + String.join("; ", grown)));
    }

    private static List<String> unknown(List<Check> checks) {
        return checks.stream()
                .flatMap(check -> check.unknown().stream())
                .distinct()
                .toList();
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

    private static Outcome closed(List<Check> checks) {
        return new Outcome.GateClosed(checks.stream()
                .filter(check -> !check.holds())
                .map(check -> check.name() + ": " + check.found())
                .toList());
    }
}
