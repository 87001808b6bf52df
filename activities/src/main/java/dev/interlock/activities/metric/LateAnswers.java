// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Whether the evaluators that had not answered a going-back have answered, said goodbye or expired by now. */
final class LateAnswers {

    private LateAnswers() {}

    static Optional<Outcome> ask(Connection connection, Call call, MigrationPlan plan) throws SQLException {
        String key = plan.flag().key();
        Optional<FlagRow> flag = FlagRow.read(connection, key, call.number());
        if (flag.isEmpty()) {
            return Optional.of(new Outcome.Done("there is no flag " + key));
        }
        if (!flag.get().percent().isZero()) {
            return flag.get().movedFrom(Percent.ZERO, flag.get().epoch());
        }
        Answers answers = Answers.read(connection, key, flag.get(), plan.flag().evaluatorTtl());
        return answers.waitingFor().isEmpty()
                ? Optional.of(new Outcome.Done("every evaluator has answered 0 % or expired"))
                : Optional.empty();
    }
}
