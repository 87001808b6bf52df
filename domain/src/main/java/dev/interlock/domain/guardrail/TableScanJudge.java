// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kind {@code table-scans}: sequential scans of the claimed tables of more than 1,000 pages, a minute. Both paths share the
 * tables, so the yardstick is what was seen at 0 %: FAIL when it exceeds 3 × the highest look there plus 6 in two looks
 * running. One look alone may be a report, a dump or a backend that delivered its statistics late.
 *
 * <p>What is harmless at the present percentage and would exceed that limit at 100 %, by {@link DoseResponse}, takes no step:
 * INCONCLUSIVE, until there is less of it or a person has looked. One dose is no proof, so nobody is rolled back for it, and
 * nothing is said where 0 % was not watched for long enough to know what there is without the new path.
 */
public record TableScanJudge(GuardrailRule rule) {

    private static final double TIMES = 3;
    private static final double PLUS = 6;
    private static final int LOOKS_RUNNING = 2;
    private static final Duration KNOWN_AFTER = Duration.ofMinutes(5);

    /**
     * What there was at 0 %.
     *
     * @param highest look, a minute; 0 when there was none
     * @param watched for how long in all
     */
    public record AtZero(double highest, Duration watched) {

        double limit() {
            return TIMES * highest + PLUS;
        }
    }

    /**
     * One window.
     *
     * @param next the step after the present one; empty at the last
     */
    public record Window(Percent percent, Optional<Percent> next, ScanReading reading, Duration length) {}

    public Judgement judge(ScanState before, Window window, AtZero zero, boolean ready) {
        OptionalDouble perMinute = window.reading().perMinuteSince(before.reading(), window.length());
        if (perMinute.isEmpty()) {
            ScanState kept = new ScanState(window.reading(), before.over(), before.response());
            String why = "the statistics of the claimed tables were reset in this window";
            return judgement(Verdict.NO_DATA, perMinute, zero, why, kept);
        }
        double value = perMinute.getAsDouble();
        if (window.percent().isZero()) {
            ScanState first = ScanState.from(window.reading());
            return judgement(Verdict.INCONCLUSIVE, perMinute, zero, scans(value) + " at 0 %", first);
        }
        int over = value > zero.limit() ? before.over() + 1 : 0;
        DoseResponse response = before.response().next(value, window.length().toMillis(), zero.highest());
        Optional<String> grows = grows(response, window, zero);
        boolean failed = over >= LOOKS_RUNNING;
        String now = sentence(value, over, window.reading(), zero);
        return judgement(
                failed ? Verdict.FAIL : Verdict.fine(ready && grows.isEmpty()),
                perMinute,
                zero,
                failed ? now : grows.orElse(now),
                new ScanState(window.reading(), over, response));
    }

    /** What would be over the limit at 100 %, in words. */
    private static Optional<String> grows(DoseResponse response, Window window, AtZero zero) {
        boolean known = zero.watched().compareTo(KNOWN_AFTER) >= 0;
        if (!known || window.percent().isFull() || !response.speaks()) {
            return Optional.empty();
        }
        double most = response.at(Percent.FULL, window.percent(), zero.highest());
        return most > zero.limit() ? Optional.of(projected(response, window, zero, most)) : Optional.empty();
    }

    private static String projected(DoseResponse response, Window window, AtZero zero, double most) {
        String next = window.next()
                .filter(step -> !step.isFull())
                .map(step -> Figures.amount(response.at(step, window.percent(), zero.highest())) + " at " + step + ", ")
                .orElse("");
        return scans(response.perMinute()) + " at " + window.percent() + " against at most "
                + Figures.amount(zero.highest()) + " at 0 % would be " + next + Figures.amount(most) + " at 100 % > "
                + Figures.amount(zero.limit());
    }

    private static String sentence(double value, int over, ScanReading reading, AtZero zero) {
        if (reading.scans().isEmpty()) {
            return "no claimed table has more than " + Figures.count(ScanReading.SMALL_PAGES) + " pages";
        }
        if (over == 0) {
            return scans(value) + " ≤ " + Figures.amount(zero.limit());
        }
        return scans(value) + " > " + Figures.amount(zero.limit()) + Figures.looksOver(over);
    }

    private static String scans(double perMinute) {
        return Figures.amount(perMinute) + " sequential scans of large claimed tables a minute";
    }

    private Judgement judgement(Verdict verdict, OptionalDouble value, AtZero zero, String sentence, ScanState state) {
        return new Judgement(rule, verdict, Optional.empty(), value, OptionalDouble.of(zero.limit()), sentence, state);
    }
}
