// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.EvidenceLine;
import dev.interlock.activities.ledger.EvidenceLine.Fact;
import dev.interlock.domain.plan.Durations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Which evaluator answered a going-back, and when: kept with the run. */
final class KillEvidence {

    static final String GATE = "prove-kill";

    private KillEvidence() {}

    static void write(Connection connection, long migration, Answers answers) throws SQLException {
        Map<String, Fact> facts = new TreeMap<>();
        for (Answers.Evaluator evaluator : answers.evaluators()) {
            Duration after = Duration.between(answers.changedAt(), evaluator.reportedAt());
            facts.put(
                    "evaluator " + evaluator.instance(),
                    new Fact(
                            evaluator.answered(),
                            evaluator.found() + ", " + Durations.text(after) + " after the flag write"));
        }
        EvidenceLine.write(connection, migration, GATE, answers.waitingFor().isEmpty(), facts);
    }
}
