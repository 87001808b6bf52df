// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.domain.lifecycle.RunPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.plans.ReadPlan;
import dev.interlock.workflows.port.Registered;
import dev.interlock.workflows.port.Registration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Makes the ledger's row for a run, or gives an earlier run's row to it.
 *
 * <p>Idempotency key: the run id. Locks: an advisory lock on the migration's id, for the transaction.
 */
final class Registrar {

    private final Registration registration;
    private final MigrationPlan plan;
    private final String sha256;

    private Registrar(Registration registration, MigrationPlan plan, String sha256) {
        this.registration = registration;
        this.plan = plan;
        this.sha256 = sha256;
    }

    static Registered register(Connection transaction, Registration registration, ReadPlan read) throws SQLException {
        MigrationPlan plan = PlanStore.valid(read);
        if (!plan.database().equals(registration.database()) || !plan.id().equals(registration.migration())) {
            throw Failures.idTaken("the plan is " + MigrationPlan.workflowId(plan.database(), plan.id())
                    + " and cannot run as "
                    + MigrationPlan.workflowId(registration.database(), registration.migration()));
        }
        return new Registrar(registration, plan, read.sha256()).register(transaction);
    }

    private Registered register(Connection transaction) throws SQLException {
        Sql.number(
                transaction,
                "SELECT 1 FROM pg_advisory_xact_lock(hashtext('interlock'), hashtext(?))",
                registration.migration());
        Optional<MigrationRow> mine = newest(transaction, "run_id = ?", registration.runId());
        if (mine.isPresent()) {
            return registered(mine.get());
        }
        refuseFormerOwner(transaction);
        Optional<MigrationRow> open = newest(transaction, "ended_at IS NULL AND id = ?", registration.migration());
        if (open.isPresent()) {
            return registered(continued(transaction, open.get()));
        }
        if (newest(transaction, "ended_as = 'COMPLETED' AND id = ?", registration.migration())
                .isPresent()) {
            throw Failures.idTaken(registration.migration() + " has completed; a new change needs a new id");
        }
        return registered(created(transaction));
    }

    /** A run that once owned a migration and lost it to a later one does not get it back. */
    private void refuseFormerOwner(Connection transaction) throws SQLException {
        boolean former = Sql.number(
                        transaction,
                        "SELECT count(*) FROM interlock.event WHERE run_id = ? AND sequence = 0",
                        registration.runId())
                > 0;
        if (former) {
            throw Failures.leftBehind("a later run has taken over from run " + registration.runId());
        }
    }

    private MigrationRow continued(Connection transaction, MigrationRow row) throws SQLException {
        if (!row.sha256().equals(sha256)) {
            throw Failures.idTaken(row.id() + " is open in " + row.phase() + " with plan " + row.sha256()
                    + " and continues only with that one, not with " + sha256);
        }
        MigrationRow locked = MigrationRow.lock(transaction, row.number()).orElseThrow();
        long epoch = locked.droppedAt().isPresent() ? locked.epoch() : FlagRows.zeroForNewRun(transaction, locked);
        Sql.update(
                transaction,
                "UPDATE interlock.migration SET run_id = ?, continues_at = ?, phase = ?, epoch = ?, percent = 0,"
                        + " last_sequence = 0, hold = NULL WHERE number = ?",
                registration.runId(),
                Continuation.left(locked),
                Continuation.phase(locked),
                epoch,
                row.number());
        MigrationRow taken = MigrationRow.lock(transaction, row.number()).orElseThrow();
        recordOwner(transaction, taken, "run " + registration.runId() + " takes over in " + locked.phase());
        return taken;
    }

    private MigrationRow created(Connection transaction) throws SQLException {
        long number = Sql.number(
                transaction,
                """
                INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key,
                                                 switched_off, started_by, run_id, epoch)
                VALUES (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?,
                        coalesce((SELECT f.epoch + 1 FROM interlock.flag f WHERE f.key = ?), 0))
                RETURNING number
                """,
                plan.id(),
                sha256,
                PlanStore.toJson(registration.files()),
                plan.description(),
                plan.owner(),
                TableNames.qualified(plan.tables()),
                plan.flag().key(),
                plan.off(),
                registration.startedBy(),
                registration.runId(),
                plan.flag().key());
        MigrationRow row = MigrationRow.lock(transaction, number).orElseThrow();
        recordOwner(transaction, row, "started with plan " + sha256);
        return row;
    }

    /** Sequence 0 of every run: who owned the migration, in order. */
    private void recordOwner(Connection transaction, MigrationRow row, String text) throws SQLException {
        Sql.update(transaction, """
                INSERT INTO interlock.event
                  (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent, hold)
                VALUES (?, ?, 0, clock_timestamp(), 'COMMAND', ?, false, ?, ?, 0, NULL)
                """, row.number(), registration.runId(), registration.startedBy(), text, row.phase());
    }

    private static Optional<MigrationRow> newest(Connection transaction, String condition, String value)
            throws SQLException {
        return Sql.first(
                transaction,
                "SELECT " + MigrationRow.COLUMNS + " FROM interlock.migration WHERE " + condition
                        + " ORDER BY number DESC LIMIT 1",
                MigrationRow::read,
                value);
    }

    private Registered registered(MigrationRow row) {
        return new Registered(
                row.number(),
                row.sha256(),
                RunPolicy.of(plan, registration.queue(), registration.startedBy()),
                row.continuesAt(),
                row.epoch(),
                row.round(),
                row.expanded(),
                row.backfilled());
    }
}
