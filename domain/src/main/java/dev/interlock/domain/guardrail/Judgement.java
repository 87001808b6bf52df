// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One guardrail at one look.
 *
 * @param counts this window's; empty where the kind has none or they were impossible
 * @param value E, or what the kind measures; empty when nothing could be measured
 * @param threshold what {@code value} must not reach
 * @param sentence for people, with the numbers
 * @param state to be handed in at the next look
 */
public record Judgement(
        GuardrailRule rule,
        Verdict verdict,
        Optional<Counts> counts,
        OptionalDouble value,
        OptionalDouble threshold,
        String sentence,
        GuardrailState state) {

    /** At the first reading of a process there is no window yet. */
    public static Judgement beginning(GuardrailRule rule, GuardrailState state) {
        return tooEarly(rule, "counting begins", state);
    }

    /** Too little has been seen to begin with. */
    public static Judgement tooEarly(GuardrailRule rule, String why, GuardrailState state) {
        return new Judgement(
                rule, Verdict.NO_DATA, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), why, state);
    }

    /** The same with another verdict. */
    Judgement as(Verdict other) {
        return new Judgement(rule, other, counts, value, threshold, sentence, state);
    }

    /** The same with another state to go on from. */
    public Judgement with(GuardrailState other) {
        return new Judgement(rule, verdict, counts, value, threshold, sentence, other);
    }

    /** A FAIL says in the same breath what comes of it. At 0 % there is nothing to roll back. */
    public Judgement withConsequence(Percent percent) {
        return verdict == Verdict.FAIL ? saying(sentence + ", " + consequence(percent)) : this;
    }

    private String consequence(Percent percent) {
        return switch (rule.onFail()) {
            case ROLLBACK -> percent.isZero() ? "held" : "rolled back";
            case HOLD -> "held";
            case RECORD -> "only recorded";
        };
    }

    private Judgement saying(String text) {
        return new Judgement(rule, verdict, counts, value, threshold, text, state);
    }

    /** Whether something must happen: a FAIL of a guardrail that does more than record. */
    public boolean breached() {
        return verdict == Verdict.FAIL && !rule.onlyRecords();
    }

    boolean rollsBack() {
        return breached() && rule.onFail() == GuardrailRule.OnFail.ROLLBACK;
    }
}
