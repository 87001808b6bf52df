// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.plan.GuardrailRule;
import java.util.ArrayList;
import java.util.List;

/** Two rates, four cohorts, K/α = 160; and evaluators that count what they are told to. */
final class Calibrations {

    static final Cohorts COHORTS = new Cohorts(List.of(1_000, 5_000, 20_000, 50_000));
    static final double ALPHA = 0.05;

    static final List<GuardrailRule> RATES = List.of(
            new GuardrailRule("errors", GuardrailRule.Kind.ERROR_RATE, 1.25, GuardrailRule.OnFail.ROLLBACK),
            new GuardrailRule("slow", GuardrailRule.Kind.SLOW_SHARE, 1.25, GuardrailRule.OnFail.ROLLBACK));

    static final CohortJudge JUDGE = new CohortJudge(RATES, COHORTS, FailBar.among(8, ALPHA), 5);

    /** After a first look that has found nothing counted yet. */
    static final CohortState BEGUN =
            JUDGE.judge(CohortState.START, new Calibrations().reading(), false).state();

    private final List<BandReading> bands = new ArrayList<>();

    Calibrations() {
        for (int band = 0; band < COHORTS.bands(); band++) {
            bands.add(BandReading.NONE);
        }
    }

    Calibrations add(int band, long users, long ended, long errors, long slow) {
        bands.set(band, bands.get(band).plus(new BandReading(users, ended, errors, errors, slow)));
        return this;
    }

    /** As many of everything in each band as it is wide. */
    Calibrations even(long users, long ended, long errors, long slow) {
        for (int band = 0; band < COHORTS.bands(); band++) {
            double share = COHORTS.share(band);
            add(
                    band,
                    Math.round(users * share),
                    Math.round(ended * share),
                    Math.round(errors * share),
                    Math.round(slow * share));
        }
        return this;
    }

    CohortReading reading(String... unlabelled) {
        return new CohortReading(bands, 1, List.of(unlabelled));
    }
}
