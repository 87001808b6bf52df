// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.RecordedBaseline;
import dev.interlock.domain.guardrail.SlowShareJudge;
import dev.interlock.domain.guardrail.SlowShareState;
import dev.interlock.domain.plan.GuardrailRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/** Brings kind {@code slow-share} together with the evaluators' counts of how long calls took. */
final class SlowShare {

    private static final String TOO_EARLY = "too few calls of the old path were timed to tell which are slow";

    private final Connection transaction;
    private final Assignment assignment;
    private final LookBook book;
    private final GuardrailRule rule;

    SlowShare(Connection transaction, Assignment assignment, LookBook book, GuardrailRule rule) {
        this.transaction = transaction;
        this.assignment = assignment;
        this.book = book;
        this.rule = rule;
    }

    /** The first reading of a process: the bound of this ramp, or a new one if it has none yet. */
    Judgement begin() throws SQLException {
        SlowShareState last = state(book.rampState(rule.name()));
        return begin(last);
    }

    Judgement judge(LookWindow window, boolean ready) throws SQLException {
        SlowShareState before = state(book.lastState(rule.name()));
        if (!before.hasBound()) {
            return begin(before);
        }
        boolean full = assignment.percent().isFull();
        RecordedBaseline recorded = full ? book.recordedBaseline(rule.name(), window) : RecordedBaseline.NONE;
        return judge().judge(before, reading(before.bound()), assignment.percent(), recorded, ready);
    }

    private Judgement begin(SlowShareState last) throws SQLException {
        OptionalInt bound =
                last.hasBound() ? OptionalInt.of(last.bound()) : SlowCalls.bound(transaction, assignment.flagKey());
        if (bound.isEmpty()) {
            return Judgement.tooEarly(rule, TOO_EARLY, last);
        }
        Counts reading = reading(bound.getAsInt());
        SlowShareState known = new SlowShareState(bound.getAsInt(), reading, last.rates());
        return Judgement.beginning(rule, last.hasBound() ? judge().forTheNextWatch(last, reading) : known);
    }

    private Counts reading(int bound) throws SQLException {
        return SlowCalls.read(transaction, assignment.flagKey(), bound);
    }

    private SlowShareJudge judge() {
        return new SlowShareJudge(rule, assignment.bar(), assignment.plan().mustExclude());
    }

    private static SlowShareState state(Optional<LookState> kept) {
        return kept.flatMap(state -> Optional.ofNullable(state.slow())).orElse(SlowShareState.START);
    }
}
