// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.statement.StatementCosts;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.StatementState;
import dev.interlock.domain.guardrail.StatementSums;
import dev.interlock.domain.guardrail.StatementTimeJudge;
import dev.interlock.domain.plan.GuardrailRule;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Brings kind {@code statement-time} together with what PostgreSQL counts of the application's statements. */
final class StatementTimes {

    private final Assignment assignment;
    private final LookBook book;
    private final StatementReadings readings;
    private final GuardrailRule rule;

    StatementTimes(Assignment assignment, LookBook book, StatementReadings readings, GuardrailRule rule) {
        this.assignment = assignment;
        this.book = book;
        this.readings = readings;
        this.rule = rule;
    }

    /** The first reading of a process: what came before it is nobody's. */
    Judgement begin() throws SQLException {
        StatementState state = state(book.rampState(rule.name())).forTheNextWatch();
        return readings.reading() instanceof Reading.Unknown<StatementCosts.Grown> untold
                ? Judgement.tooEarly(rule, untold.why(), state)
                : Judgement.beginning(rule, state);
    }

    /**
     * @param calls of the evaluators within this window
     * @param oldestReport of a live evaluator: what it has called since is not among the calls
     */
    Judgement judge(LookWindow window, Counts calls, Instant oldestReport, boolean ready) throws SQLException {
        StatementState before = state(book.lastState(rule.name()));
        if (readings.reading() instanceof Reading.Unknown<StatementCosts.Grown> untold) {
            return Judgement.tooEarly(rule, untold.why(), before);
        }
        StatementCosts.Grown grown = ((Reading.Known<StatementCosts.Grown>) readings.reading()).value();
        StatementSums sums = calls.possible() ? sums(grown, calls, window) : StatementSums.NONE;
        StatementTimeJudge.Window now = new StatementTimeJudge.Window(
                assignment.percent(), assignment.nextStep(), sums, Duration.between(oldestReport, window.end()));
        return new StatementTimeJudge(rule, assignment.bar()).judge(before, now, ready);
    }

    private static StatementSums sums(StatementCosts.Grown grown, Counts calls, LookWindow window) {
        return new StatementSums(
                new StatementSums.Arm(grown.candidate(), calls.candidateEnded()),
                new StatementSums.Arm(grown.baseline(), calls.baselineEnded()),
                window.length().toMillis());
    }

    private static StatementState state(Optional<LookState> kept) {
        return kept.flatMap(state -> Optional.ofNullable(state.statements())).orElse(StatementState.START);
    }
}
