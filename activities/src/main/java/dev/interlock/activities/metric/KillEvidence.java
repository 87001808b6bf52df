// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.Durations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Which evaluator answered a going-back, and when: kept with the run. */
final class KillEvidence {

    static final String GATE = "prove-kill";

    private static final ObjectMapper JSON = new ObjectMapper();

    private KillEvidence() {}

    private record Fact(boolean holds, String found) {}

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
        Sql.update(
                connection,
                "INSERT INTO interlock.evidence (migration, gate, open, facts) VALUES (?, ?, ?, ?::jsonb)",
                migration,
                GATE,
                answers.waitingFor().isEmpty(),
                json(facts));
    }

    private static String json(Map<String, Fact> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are plain text", e);
        }
    }
}
