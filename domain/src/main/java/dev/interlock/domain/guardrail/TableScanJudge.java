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
 */
public record TableScanJudge(GuardrailRule rule) {

    private static final double TIMES = 3;
    private static final double PLUS = 6;
    private static final int LOOKS_RUNNING = 2;

    /** @param highestAtZero the highest look of this guardrail at 0 %, a minute; 0 when there was none */
    public Judgement judge(
            Percent percent,
            ScanState before,
            ScanReading reading,
            Duration window,
            double highestAtZero,
            boolean ready) {
        OptionalDouble perMinute = reading.perMinuteSince(before.reading(), window);
        double limit = TIMES * highestAtZero + PLUS;
        if (perMinute.isEmpty()) {
            return judgement(
                    Verdict.NO_DATA,
                    perMinute,
                    limit,
                    "the statistics of the claimed tables were reset in this window",
                    new ScanState(reading, before.over()));
        }
        double value = perMinute.getAsDouble();
        if (percent.isZero()) {
            return judgement(Verdict.INCONCLUSIVE, perMinute, limit, scans(value) + " at 0 %", ScanState.from(reading));
        }
        int over = value > limit ? before.over() + 1 : 0;
        return judgement(
                over >= LOOKS_RUNNING ? Verdict.FAIL : Verdict.fine(ready),
                perMinute,
                limit,
                sentence(value, limit, over, reading),
                new ScanState(reading, over));
    }

    private static String sentence(double value, double limit, int over, ScanReading reading) {
        if (reading.scans().isEmpty()) {
            return "no claimed table has more than " + Figures.count(ScanReading.SMALL_PAGES) + " pages";
        }
        if (over == 0) {
            return scans(value) + " ≤ " + Figures.amount(limit);
        }
        return scans(value) + " > " + Figures.amount(limit) + Figures.looksOver(over);
    }

    private static String scans(double perMinute) {
        return Figures.amount(perMinute) + " sequential scans of large claimed tables a minute";
    }

    private Judgement judgement(Verdict verdict, OptionalDouble value, double limit, String sentence, ScanState state) {
        return new Judgement(rule, verdict, Optional.empty(), value, OptionalDouble.of(limit), sentence, state);
    }
}
