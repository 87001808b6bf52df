// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a look at 0 % means for a migration that calibrates. Nothing can be rolled back here: whatever differs holds.
 *
 * @param flagKey for people
 * @param minEvaluators so many have to report
 * @param calibrate how long they are watched at least
 * @param notBefore it is not over before, however long it has lasted
 */
public record CalibrationJudge(
        String flagKey, int minEvaluators, Duration calibrate, Duration lookEvery, Instant notBefore) {

    /** What a FAIL is called when users differ before the change. */
    public static final String COHORTS = "interlock:a/a";

    public static CalibrationJudge of(MigrationPlan plan, Instant notBefore) {
        return new CalibrationJudge(
                plan.flag().key(),
                plan.flag().minEvaluators(),
                plan.ramp().calibrate(),
                plan.ramp().lookEvery(),
                notBefore);
    }

    /** @param live evaluators that have acknowledged the flag's present version */
    public CalibrationClock next(CalibrationClock before, Instant now, int live, CohortReading reading) {
        boolean complete = live >= minEvaluators && reading.unlabelled().isEmpty();
        return before.next(now, complete, lookEvery);
    }

    public boolean isOver(CalibrationClock clock, Instant now) {
        return !now.isBefore(notBefore) && clock.isOver(now, calibrate);
    }

    /**
     * A FAIL before everything, then a change by the team, cohorts that differ, a wrong split, and what is missing; empty: look again.
     *
     * @param cohorts that of the look
     * @param told whether a person has let pass already that they differ
     */
    public Optional<Outcome> conclude(Look look, CohortLook cohorts, boolean told, Instant now) {
        Optional<Outcome> trouble = trouble(look, cohorts, told);
        if (trouble.isPresent()) {
            return trouble;
        }
        Optional<String> missing = missing(look, cohorts);
        boolean over = isOver(cohorts.state().clock(), now);
        if (missing.isPresent()) {
            return missing.filter(why -> isTooLong(cohorts.state().clock(), now))
                    .map(Outcome.NoData::new);
        }
        if (GuardrailJudge.unheard(look).isPresent()) {
            return over ? GuardrailJudge.silentSource(look).map(Outcome.NoData::new) : Optional.empty();
        }
        return over ? Optional.of(done(look, cohorts)) : Optional.empty();
    }

    /** Nobody is called before an opening for what may come until then. */
    private boolean isTooLong(CalibrationClock clock, Instant now) {
        return !now.isBefore(notBefore) && clock.isImpatient(now, lookEvery);
    }

    /** The same while data is waited for: then its return is what one waits for, with a calibration of its own after it. */
    public Optional<Outcome> concludeHeld(Look look, CohortLook cohorts, boolean told, Instant now) {
        Optional<Outcome> outcome =
                conclude(look, cohorts, told, now).filter(found -> !(found instanceof Outcome.NoData));
        boolean back =
                missing(look, cohorts).isEmpty() && GuardrailJudge.unheard(look).isEmpty();
        return outcome.isPresent() || !back ? outcome : Optional.of(new Outcome.DataBack(reported(look)));
    }

    private static Optional<Outcome> trouble(Look look, CohortLook cohorts, boolean told) {
        return GuardrailJudge.calibration(look)
                .or(() -> cohorts.verdict() == Verdict.FAIL && !told
                        ? Optional.of(new Outcome.Failed(COHORTS, cohorts.sentence(), false))
                        : Optional.empty())
                .or(() -> GuardrailJudge.wrongSplit(look));
    }

    private Optional<String> missing(Look look, CohortLook cohorts) {
        if (look.liveEvaluators() == 0) {
            return Optional.of("no live evaluator has reported flag " + flagKey + " yet: is the code deployed?");
        }
        if (look.liveEvaluators() < minEvaluators) {
            return Optional.of(reported(look) + ", flag.minEvaluators is " + minEvaluators);
        }
        return cohorts.unlabelled().isEmpty()
                ? Optional.empty()
                : Optional.of("evaluator " + String.join(", ", cohorts.unlabelled())
                        + " reports users and not which step takes them in: its client is older than ramp.calibrate;"
                        + " deploy the present one, or calibrate: 0s");
    }

    private Outcome done(Look look, CohortLook cohorts) {
        return new Outcome.Done(reported(look) + "; A/A: " + cohorts.sentence());
    }

    private String reported(Look look) {
        return "flag " + flagKey + " at 0 % is reported by " + Figures.counted(look.liveEvaluators(), "live evaluator");
    }
}
