// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** After a flag write to 0 %: until every recent evaluator has answered it, at the latest 60 s after the write. */
final class KillTurn implements LookLoop.Turn {

    private static final Duration LATEST = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Call call;
    private final MigrationPlan plan;

    KillTurn(Call call, MigrationPlan plan) {
        this.call = call;
        this.plan = plan;
    }

    @Override
    public Optional<Outcome> look(Connection connection, Instant now, LookLoop.Said said) throws SQLException {
        String key = plan.flag().key();
        Optional<FlagRow> flag = FlagRow.read(connection, key, call.number());
        if (flag.isEmpty() || (neverAboveZero(connection) && !anybodyCompares(connection, key))) {
            return Optional.of(new Outcome.KillProven(List.of(), 0));
        }
        if (!flag.get().percent().isZero()) {
            return flag.get().movedFrom(Percent.ZERO, flag.get().epoch());
        }
        Answers answers = Answers.read(connection, key, flag.get(), plan.flag().evaluatorTtl());
        said.say("waiting for " + answers.waitingFor());
        if (!answers.waitingFor().isEmpty() && answers.elapsed().compareTo(LATEST) < 0) {
            return Optional.empty();
        }
        KillEvidence.write(connection, call.number(), answers);
        return Optional.of(
                new Outcome.KillProven(answers.waitingFor(), answers.elapsed().toMillis()));
    }

    /**
     * A round begins with its first expand script. A round that has none is not told from the others: then every time above
     * 0 % counts, which only means that the evaluators are asked.
     */
    private boolean neverAboveZero(Connection connection) throws SQLException {
        return Sql.number(connection, """
                        SELECT count(*) FROM interlock.flag_history
                        WHERE key = ? AND migration = ? AND percent > 0
                          AND changed_at >= (SELECT coalesce(min(begun_at), '-infinity') FROM interlock.script
                                             WHERE migration = ? AND round = ? AND kind = 'expand')
                        """, plan.flag().key(), call.number(), call.number(), call.round()) == 0;
    }

    /** Reads are tried on the new path at 0 % too. Who means to says so in two reports before the first one. */
    private static boolean anybodyCompares(Connection connection, String key) throws SQLException {
        return Sql.number(connection, """
                        SELECT count(*) FROM interlock.evaluator
                        WHERE flag_key = ? AND goodbye_at IS NULL AND compared + skipped > 0
                        """, key) > 0;
    }

    @Override
    public Duration pause(Instant now) {
        return POLL;
    }

    @Override
    public boolean endsUnanswered() {
        return false;
    }
}
