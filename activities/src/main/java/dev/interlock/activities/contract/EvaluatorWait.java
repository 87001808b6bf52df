// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.flag.FlagRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** The safe side has just turned, or will: evaluators get a moment to acknowledge the flag's newest version. */
final class EvaluatorWait {

    private static final Duration MOMENT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private EvaluatorWait() {}

    static Check check(Connection connection, Work work, FlagRow flag) throws SQLException {
        Instant until = Instant.now().plus(MOMENT);
        Duration forgotten = work.plan().flag().evaluatorTtl();
        EvaluatorCheck seen = EvaluatorCheck.look(connection, flag.key(), flag.version(), forgotten);
        while (seen.onlyNeedsAMoment() && Instant.now().isBefore(until)) {
            work.heartbeats().pause(BETWEEN_LOOKS);
            seen = EvaluatorCheck.look(connection, flag.key(), flag.version(), forgotten);
        }
        return seen.result(flag.version());
    }
}
