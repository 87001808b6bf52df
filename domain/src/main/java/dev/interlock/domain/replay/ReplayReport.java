// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.replay;

import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.plan.GuardrailRule.OnFail;
import dev.interlock.domain.plan.Moments;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What would have come of the past.
 *
 * @param guardrails in the order of the plan, each walked to the end
 */
public record ReplayReport(PastLooks looks, List<Replayed> guardrails) {

    public ReplayReport {
        guardrails = List.copyOf(guardrails);
    }

    /** The guardrail that would have put the ramp back first; empty when none would have. */
    public Optional<Replayed> rolledBack() {
        return first(OnFail.ROLLBACK);
    }

    /**
     * Whether it is known what would have come of the past: a guardrail that does more than record and was never judged, by a wrong
     * label perhaps, leaves that open, unless another one would have rolled back.
     */
    public boolean isConclusive() {
        return rolledBack().isPresent() || (judgedAny() && guardrails.stream().noneMatch(Replayed::isMissed));
    }

    /** The names of those that had nothing to judge at any look, in the order of the plan. */
    public List<String> notJudged() {
        return guardrails.stream()
                .filter(guardrail -> !guardrail.judged())
                .map(guardrail -> guardrail.rule().name())
                .toList();
    }

    /** One line. What was not judged, or would have held, is never passed over. */
    public String conclusion() {
        String judged = rolledBack()
                .map(guardrail -> "would have rolled back at " + failed(guardrail))
                .orElseGet(() -> quiet() + " in " + Figures.counted(looks.count(), "look"));
        String held = first(OnFail.HOLD)
                .map(guardrail -> "; would have held at " + failed(guardrail))
                .orElse("");
        return judged
                + held
                + (notJudged().isEmpty() || !judgedAny() ? "" : "; not judged: " + String.join(", ", notJudged()));
    }

    private String quiet() {
        if (!judgedAny()) {
            return "nothing was judged";
        }
        return isConclusive() ? "would not have rolled back" : "not known whether it would have rolled back";
    }

    private boolean judgedAny() {
        return guardrails.stream().anyMatch(Replayed::judged);
    }

    private Optional<Replayed> first(OnFail onFail) {
        return guardrails.stream()
                .filter(guardrail -> guardrail.rule().onFail() == onFail)
                .filter(guardrail -> guardrail.tally().firstFail().isPresent())
                .min(Comparator.comparing(ReplayReport::failedAt));
    }

    private static Instant failedAt(Replayed guardrail) {
        return guardrail.tally().firstFail().orElseThrow().at();
    }

    private static String failed(Replayed guardrail) {
        Tally.Said said = guardrail.tally().firstFail().orElseThrow();
        return Moments.text(said.at()) + ": " + guardrail.rule().name() + ": " + said.sentence();
    }
}
