// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The A/A test of a calibration: at 0 % everybody is on the old path, so the cohort of a later step errs as often as everybody else.
 * Where it does not, the groups differ before the change, and the ramp's tests would blame the new path for it.
 *
 * <p>For each step below 100 % and each rate that the plan has judged by the evaluators' counts, the ramp's own test
 * ({@link RateRatioTest}) with its cohort as the candidate. One α is shared among all of them: E ≥ K/α is a FAIL, with a chance of at
 * most α for the whole calibration where nothing differs. What is slow is said by the client here ({@code slowAfter}): the bound by
 * which the ramp says it is only chosen when the calibration is over.
 *
 * @param rules the plan's rates that are not only recorded
 * @param mustExclude a PASS needs that a ratio of this would have been seen in every cohort
 */
public record CohortJudge(List<GuardrailRule> rules, Cohorts cohorts, FailBar bar, double mustExclude) {

    public CohortJudge {
        rules = List.copyOf(rules);
    }

    public static CohortJudge of(MigrationPlan plan) {
        List<GuardrailRule> rules = plan.guardrails().stream()
                .filter(rule -> rule.kind().comparesRates())
                .filter(rule -> !rule.source().outside() && !rule.onlyRecords())
                .toList();
        Cohorts cohorts = Cohorts.of(plan.ramp());
        FailBar bar = FailBar.among(rules.size() * cohorts.bounds().size(), plan.alpha());
        return new CohortJudge(rules, cohorts, bar, plan.mustExclude());
    }

    /** One rate of one cohort, after this window. */
    private record Test(
            GuardrailRule rule, Percent step, Counts window, double dispersion, RateRatioState state, double logE) {}

    /** @param over whether a look with nothing at its threshold, that could have seen enough, is a PASS */
    public CohortLook judge(CohortState before, CohortReading reading, boolean over) {
        List<BandReading> window = reading.since(before.hasBegun() ? before.reading() : reading.bands());
        List<Test> tests = tests(before, window, reading.dispersion());
        CohortState after = new CohortState(
                before.hasBegun() ? before.begun() : reading.bands(),
                reading.bands(),
                tests.stream().map(Test::state).toList(),
                before.clock());
        Optional<Test> highest = tests.stream().max(Comparator.comparingDouble(Test::logE));
        return new CohortLook(
                verdict(after, tests, highest, over),
                highest.map(Test::window).filter(Counts::possible),
                highest.map(test -> OptionalDouble.of(Math.min(Math.exp(test.logE()), Double.MAX_VALUE)))
                        .orElse(OptionalDouble.empty()),
                highest.isPresent() ? OptionalDouble.of(bar.threshold()) : OptionalDouble.empty(),
                sentence(after, tests, highest),
                new BandSplit(cohorts).mismatch(reading),
                reading.unlabelled(),
                after);
    }

    private List<Test> tests(CohortState before, List<BandReading> window, double dispersion) {
        List<Test> tests = new ArrayList<>();
        for (GuardrailRule rule : rules) {
            boolean errors = rule.kind() == GuardrailRule.Kind.ERROR_RATE;
            for (int cohort = 0; cohort < cohorts.bounds().size(); cohort++) {
                RateRatioState last =
                        tests.size() < before.rates().size() ? before.rates().get(tests.size()) : RateRatioState.START;
                tests.add(test(rule, cohort, last, counts(window, cohort, errors), errors ? dispersion : 1));
            }
        }
        return tests;
    }

    private Test test(GuardrailRule rule, int cohort, RateRatioState last, Counts window, double dispersion) {
        RateRatioState state = new RateRatioTest(rule.tolerance()).next(last, window, dispersion);
        Percent step = new Percent(cohorts.bounds().get(cohort));
        return new Test(rule, step, window, dispersion, state, RateRatioTest.logE(state));
    }

    /** Of the bands up to that step, and of the others. */
    private static Counts counts(List<BandReading> window, int cohort, boolean errors) {
        if (window.size() <= cohort) {
            return Counts.NONE;
        }
        BandReading inside = CohortReading.sum(window.subList(0, cohort + 1));
        BandReading outside = CohortReading.sum(window.subList(cohort + 1, window.size()));
        return errors
                ? new Counts(inside.errors(), outside.errors(), inside.ended(), outside.ended())
                : new Counts(inside.slow(), outside.slow(), inside.ended(), outside.ended());
    }

    private Verdict verdict(CohortState after, List<Test> tests, Optional<Test> highest, boolean over) {
        if (highest.filter(test -> bar.reachedBy(test.logE())).isPresent()) {
            return Verdict.FAIL;
        }
        if (after.ended() <= 0 && !cohorts.isNone()) {
            return Verdict.NO_DATA;
        }
        return Verdict.fine(over && tests.stream().allMatch(test -> smallestRatio(test) <= mustExclude));
    }

    private String sentence(CohortState after, List<Test> tests, Optional<Test> highest) {
        if (cohorts.isNone()) {
            return "the ramp has no step below 100 %: there are no cohorts to compare";
        }
        if (after.ended() <= 0 || highest.isEmpty()) {
            return after.ended() <= 0
                    ? "no call of a user has ended since this began: nothing to compare cohorts by"
                    : "no rate is judged by the evaluators' counts: cohorts are not compared";
        }
        Test worst = highest.get();
        return bar.reachedBy(worst.logE())
                ? differing(worst)
                : String.format(
                        Locale.ROOT,
                        "cohorts of %s alike in %s on the old path (%s), highest E = %s < %s (%s, %s); could have seen %s",
                        Figures.counted(cohorts.bounds().size(), "step"),
                        Figures.counted(after.ended(), "request"),
                        Figures.counted(CohortReading.sum(after.reading()).users(), "user"),
                        Figures.evidence(worst.logE()),
                        Figures.amount(bar.threshold()),
                        worst.rule().name(),
                        worst.step(),
                        couldHaveSeen(tests));
    }

    private String differing(Test worst) {
        Counts total = worst.state().total();
        return String.format(
                Locale.ROOT,
                "users of the %s cohort %s %s of %s requests, the others %s of %s, all on the old path: E = %s ≥ %s;"
                        + " the groups differ before the change, held",
                worst.step(),
                worst.rule().kind() == GuardrailRule.Kind.ERROR_RATE ? "fail" : "are slow in",
                Figures.count(total.candidateErrors()),
                Figures.count(total.candidateEnded()),
                Figures.count(total.baselineErrors()),
                Figures.count(total.baselineEnded()),
                Figures.evidence(worst.logE()),
                Figures.amount(bar.threshold()));
    }

    /** Of the smallest cohort, which sees least, and of the largest. */
    private String couldHaveSeen(List<Test> tests) {
        Percent first = tests.get(0).step();
        Percent last = tests.get(tests.size() - 1).step();
        return first.equals(last) ? seen(tests, first) : seen(tests, first) + ", " + seen(tests, last);
    }

    private double smallestRatio(Test test) {
        return new Sensitivity(test.rule().tolerance(), bar).smallestRatio(test.state(), test.dispersion());
    }

    private String seen(List<Test> tests, Percent step) {
        double ratio = tests.stream()
                .filter(test -> test.step().equals(step))
                .mapToDouble(this::smallestRatio)
                .max()
                .orElse(Sensitivity.MOST);
        String what = ratio >= Sensitivity.MOST ? "nothing" : "≥ " + Figures.amount(Math.ceil(ratio * 10) / 10) + "×";
        return what + " at " + step;
    }
}
