// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.statement.StatementCosts;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.StatementState;
import dev.interlock.domain.guardrail.StatementSums;
import dev.interlock.domain.guardrail.StatementTimeJudge;
import dev.interlock.domain.plan.GuardrailRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Brings kind {@code statement-time} together with what PostgreSQL counts of the application's statements. */
final class StatementTimes {

    private static final String LAG = """
            SELECT coalesce(extract(epoch FROM clock_timestamp() - min(reported_at)) * 1000, 0)::bigint FROM interlock.evaluator
            WHERE flag_key = ? AND goodbye_at IS NULL AND reported_at > clock_timestamp() - ? * interval '1 millisecond'
            """;

    private final Connection transaction;
    private final Assignment assignment;
    private final LookBook book;
    private final StatementReadings readings;
    private final GuardrailRule rule;

    StatementTimes(
            Connection transaction,
            Assignment assignment,
            LookBook book,
            StatementReadings readings,
            GuardrailRule rule) {
        this.transaction = transaction;
        this.assignment = assignment;
        this.book = book;
        this.readings = readings;
        this.rule = rule;
    }

    /** The first reading of a process: what came before it is nobody's. */
    Judgement begin() throws SQLException {
        StatementState state = state(book.rampState(rule.name())).forTheNextWatch();
        return readings.reading() instanceof StatementReadings.Reading.Untold untold
                ? Judgement.tooEarly(rule, untold.why(), state)
                : Judgement.beginning(rule, state);
    }

    /** @param calls of the evaluators in this window */
    Judgement judge(LookWindow window, Counts calls, boolean ready) throws SQLException {
        StatementState before = state(book.lastState(rule.name()));
        if (readings.reading() instanceof StatementReadings.Reading.Counted counted) {
            StatementSums sums = calls.possible() ? sums(counted.grown(), calls, window) : StatementSums.NONE;
            StatementTimeJudge.Window now =
                    new StatementTimeJudge.Window(assignment.percent(), assignment.nextStep(), sums, lag());
            return new StatementTimeJudge(rule, assignment.bar()).judge(before, now, ready);
        }
        return Judgement.tooEarly(rule, ((StatementReadings.Reading.Untold) readings.reading()).why(), before);
    }

    private static StatementSums sums(StatementCosts.Grown grown, Counts calls, LookWindow window) {
        return new StatementSums(
                new StatementSums.Arm(grown.candidate(), calls.candidateEnded()),
                new StatementSums.Arm(grown.baseline(), calls.baselineEnded()),
                window.length().toMillis());
    }

    private Duration lag() throws SQLException {
        return Duration.ofMillis(Sql.number(
                transaction,
                LAG,
                assignment.flagKey(),
                assignment.plan().flag().evaluatorAge().toMillis()));
    }

    private static StatementState state(Optional<LookState> kept) {
        return kept.flatMap(state -> Optional.ofNullable(state.statements())).orElse(StatementState.START);
    }
}
