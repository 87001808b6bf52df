// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kind {@code zero-tolerance}: nothing is estimated here. One call of the new path that named a column or table which is not there
 * is a FAIL; so is one that would have broken a constraint, unless calls of the old path do as well: an application may live with
 * refused duplicates, and whether the new path has more of them is for the error rate to say.
 * So is an evaluator that took the new path from its users by itself: it has seen nothing but failures.
 */
public record ZeroToleranceJudge(GuardrailRule rule) {

    private static final double ONE_IS_TOO_MANY = 1;

    public Judgement judge(Percent percent, ZeroToleranceState before, RedLineReading reading, boolean ready) {
        ZeroToleranceState after = before.next(reading.counts(), !percent.isZero());
        List<String> breaches = breaches(after, reading.keepers());
        if (!breaches.isEmpty()) {
            return judgement(Verdict.FAIL, String.join("; ", breaches), after);
        }
        if (!before.possible(reading.counts())) {
            return new Judgement(
                    rule,
                    Verdict.NO_DATA,
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.of(ONE_IS_TOO_MANY),
                    "counts of an evaluator were removed in this window",
                    after);
        }
        return judgement(Verdict.fine(ready), fine(after), after);
    }

    private static List<String> breaches(ZeroToleranceState state, List<String> keepers) {
        List<String> all = new ArrayList<>();
        if (state.seen().newUndefined() > 0) {
            all.add("the new path threw " + Figures.count(state.seen().newUndefined())
                    + " × 42703 or 42P01: it names a column or table that is not there");
        }
        if (violations(state) > 0) {
            all.add("the new path threw " + Figures.count(violations(state))
                    + " × class 23: it would have broken a constraint, as the old path never has");
        }
        if (state.seen().overrulings() > 0) {
            all.add(keepers(keepers) + " on the old path by itself, after nothing but failures: "
                    + Figures.counted(state.seen().withheld(), "call") + " so far");
        }
        return all;
    }

    private static String keepers(List<String> names) {
        return names.isEmpty()
                ? "an evaluator kept its users"
                : "evaluator " + String.join(", evaluator ", names) + " keeps its users";
    }

    private static long violations(ZeroToleranceState state) {
        return state.oldViolates() ? 0 : state.seen().newViolations();
    }

    private static String fine(ZeroToleranceState state) {
        String nothing = "nothing that the new path names is missing";
        return state.oldViolates()
                ? nothing + "; both paths break constraints, which the error rate judges"
                : nothing + ", and it breaks no constraint";
    }

    private Judgement judgement(Verdict verdict, String sentence, ZeroToleranceState after) {
        return new Judgement(
                rule,
                verdict,
                Optional.empty(),
                OptionalDouble.of((double) after.seen().newUndefined()
                        + violations(after)
                        + after.seen().overrulings()),
                OptionalDouble.of(ONE_IS_TOO_MANY),
                sentence,
                after);
    }
}
