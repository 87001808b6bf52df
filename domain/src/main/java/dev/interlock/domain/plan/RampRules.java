// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ramp rises, ends at 100 %, and nothing below 100 % is passed unseen. */
final class RampRules {

    private RampRules() {}

    static List<Problem> judge(List<PlanDraft.Step> steps) {
        if (steps.isEmpty()) {
            return List.of(
                    Problem.atKey(PlanRule.RAMP_EMPTY, "ramp.steps", "the ramp has no step", "- { percent: 100 }"));
        }
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (i > 0) {
                rises(steps.get(i - 1), steps.get(i)).ifPresent(problems::add);
            }
            holds(steps.get(i)).ifPresent(problems::add);
        }
        endsFull(steps.get(steps.size() - 1)).ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> rises(PlanDraft.Step before, PlanDraft.Step step) {
        if (before.percent().isEmpty() || step.percent().isEmpty()) {
            return Optional.empty();
        }
        Percent low = before.percent().get();
        Percent high = step.percent().get();
        return low.compareTo(high) < 0
                ? Optional.empty()
                : Optional.of(Problem.atKey(
                        PlanRule.RAMP_FALLS,
                        step.path() + ".percent",
                        high + " comes after " + low + ", and a ramp only rises",
                        "more than " + low));
    }

    private static Optional<Problem> holds(PlanDraft.Step step) {
        boolean below = step.percent().filter(percent -> !percent.isFull()).isPresent();
        boolean none = step.hold().filter(hold -> hold.isZero()).isPresent();
        return below && none
                ? Optional.of(Problem.atKey(
                        PlanRule.RAMP_HOLD_MISSING,
                        step.path() + ".hold",
                        "a step below 100 % needs a hold time to be looked at",
                        "hold: 15m"))
                : Optional.empty();
    }

    private static Optional<Problem> endsFull(PlanDraft.Step last) {
        return last.percent()
                .filter(percent -> !percent.isFull())
                .map(percent -> Problem.atKey(
                        PlanRule.RAMP_NOT_FULL,
                        last.path() + ".percent",
                        "the last step is " + percent + ", and the contract needs 100 %",
                        "a last step { percent: 100 }"));
    }
}
