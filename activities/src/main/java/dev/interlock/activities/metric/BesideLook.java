// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.drift.SyncRepair;
import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.domain.guardrail.GuardrailJudge;
import dev.interlock.domain.guardrail.StepClock;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The looks of a long piece of schema work at 100 %, taken by itself between two of its batches: nobody else looks meanwhile. */
public final class BesideLook {

    private final Assignment assignment;
    private final ConnectionSource sessions;

    /**
     * @param sha256 the plan's
     * @param tables the claimed ones, {@code schema.table}
     * @param sources outside, which guardrails may ask
     */
    public BesideLook(
            Call call,
            MigrationPlan plan,
            String sha256,
            List<String> tables,
            ConnectionSource sessions,
            MetricSources sources,
            String process) {
        this.assignment = new Assignment(call, plan, sha256, tables, Percent.FULL, sources, process);
        this.sessions = sessions;
    }

    /** One look in a transaction of its own; empty when all is well. A sync that fails is put back in the same breath. */
    public Optional<Outcome> take(Connection connection) throws SQLException {
        StepClock looked = new StepClock(assignment.minRequests(), true, false);
        return new Looker(assignment)
                .take(connection, looked, GuardrailJudge::soak)
                .map(this::repaired);
    }

    private Outcome repaired(Outcome outcome) {
        if (!(outcome instanceof Outcome.Failed failed) || !failed.guardrail().equals(GuardrailJudge.SYNC)) {
            return outcome;
        }
        String done =
                new SyncRepair(sessions).atOnce(assignment.call().number(), assignment.plan(), assignment.sha256());
        return new Outcome.Failed(failed.guardrail(), failed.sentence() + "; " + done, failed.rollback());
    }
}
