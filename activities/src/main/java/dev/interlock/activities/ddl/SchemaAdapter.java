// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.backfill.BackfillRunner;
import dev.interlock.activities.backfill.RepairRunner;
import dev.interlock.activities.backfill.Tempo;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.parity.ExactParity;
import dev.interlock.activities.preflight.PreflightCheck;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.SchemaActivities;
import java.sql.SQLException;

/** Work on the schema and its rows. */
public final class SchemaAdapter implements SchemaActivities {

    private final Attempts attempts;

    public SchemaAdapter(Attempts attempts) {
        this.attempts = attempts;
    }

    @Override
    public Outcome preflight(Call call) {
        return attempts.beside(call, work -> new PreflightCheck(work.sessions(), work.sources()).check(work.plan()));
    }

    @Override
    public Outcome expand(Call call) {
        return attempts.alone(call, Expansion::run);
    }

    @Override
    public Outcome backfill(Call call) {
        return attempts.alone(call, SchemaAdapter::fill);
    }

    @Override
    public Outcome parity(Call call) {
        return attempts.alone(call, SchemaAdapter::prove);
    }

    @Override
    public Outcome repair(Call call) {
        return attempts.alone(call, SchemaAdapter::makeRight);
    }

    @Override
    public Outcome revert(Call call, boolean approved) {
        return attempts.alone(call, work -> Reversion.run(work, approved));
    }

    private static Outcome prove(Work work) throws SQLException {
        return new ExactParity(
                        work.sessions(),
                        work.number(),
                        work.plan(),
                        work.row().sha256(),
                        work.row().tables())
                .prove(work.progress());
    }

    private static Outcome makeRight(Work work) throws SQLException {
        return new RepairRunner(work.sessions(), Tempo.real(work.heartbeats()::pause))
                .run(work.number(), work.call().round(), work.plan(), work.progress());
    }

    /** Rows that forward raises on are a fault that a person looks at: trying again would find them again. */
    private static Outcome fill(Work work) throws SQLException {
        Outcome outcome = new BackfillRunner(work.sessions(), Tempo.real(work.heartbeats()::pause))
                .run(work.number(), work.call().round(), work.plan(), work.row().sha256(), work.progress());
        if (outcome instanceof Outcome.OutOfParity left) {
            throw Failures.outOfParity(
                    Figures.counted(left.rows(), "row") + " that cannot be filled, such as " + left.sample());
        }
        Marks.backfilled(work);
        return outcome;
    }
}
