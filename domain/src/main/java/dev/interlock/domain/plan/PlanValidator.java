// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import dev.interlock.domain.plan.Problem.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Judges the parts of a plan together. All problems at once; each names the path it is about, none a line. */
public final class PlanValidator {

    private PlanValidator() {}

    /** Everything wrong with the draft; empty when nothing is. */
    public static List<Problem> validate(PlanDraft draft) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(RampRules.judge(draft.steps()));
        draft.windows().flatMap(WindowRules::judge).ifPresent(problems::add);
        problems.addAll(SyncRules.judge(draft));
        problems.addAll(TableRules.judge(draft));
        guardrailNames(draft.guardrails(), problems);
        draft.mustExclude().ifPresent(ratio -> excludesMoreThanIsFine(draft.guardrails(), ratio, problems));
        draft.soak().ifPresent(soak -> soakIsChecked(soak, problems));
        draft.locks().ifPresent(locks -> lockTimes(locks, problems));
        draft.flag().ifPresent(flag -> evaluatorTimes(flag, problems));
        return problems;
    }

    private static void guardrailNames(List<Placed<GuardrailRule>> guardrails, List<Problem> problems) {
        List<String> names = new ArrayList<>();
        for (Placed<GuardrailRule> guardrail : guardrails) {
            String name = guardrail.value().name();
            if (names.contains(name)) {
                problems.add(Problem.atKey(
                        PlanRule.DUPLICATE_GUARDRAIL,
                        guardrail.path() + ".name",
                        "a guardrail named " + name + " stands above already",
                        "another name"));
            }
            names.add(name);
        }
    }

    private static void excludesMoreThanIsFine(
            List<Placed<GuardrailRule>> guardrails, double mustExclude, List<Problem> problems) {
        for (Placed<GuardrailRule> guardrail : guardrails) {
            double tolerance = guardrail.value().tolerance();
            if (guardrail.value().kind().comparesRates() && mustExclude <= tolerance) {
                problems.add(Problem.atKey(
                        PlanRule.MUST_EXCLUDE_TOLERATED,
                        guardrail.path() + ".tolerance",
                        "a ratio of " + plain(tolerance) + " is still fine, so a step that has to exclude "
                                + plain(mustExclude)
                                + " never passes",
                        "a tolerance below mustExclude, or a higher mustExclude"));
            }
        }
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static void soakIsChecked(SoakPolicy soak, List<Problem> problems) {
        if (!soak.duration().isZero() && soak.duration().compareTo(soak.checkEvery()) < 0) {
            problems.add(new Problem(
                    PlanRule.SOAK_UNCHECKED.code(),
                    Severity.WARNING,
                    null,
                    null,
                    "soak.checkEvery",
                    "the soak ends before its first look",
                    "a time shorter than soak.duration"));
        }
    }

    private static void lockTimes(LockPolicy locks, List<Problem> problems) {
        if (locks.budget().compareTo(locks.timeout()) < 0) {
            problems.add(Problem.atKey(
                    PlanRule.LOCK_TIMES,
                    "locks.budget",
                    "locks.budget is for all attempts and shorter than locks.timeout, which is for one",
                    "at least locks.timeout"));
        }
    }

    private static void evaluatorTimes(FlagPolicy flag, List<Problem> problems) {
        if (flag.evaluatorTtl().compareTo(flag.evaluatorAge()) < 0) {
            problems.add(Problem.atKey(
                    PlanRule.EVALUATOR_TIMES,
                    "flag.evaluatorTtl",
                    "an evaluator would be forgotten before it counts as silent",
                    "at least flag.evaluatorAge"));
        }
    }
}
