// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kind {@code consistency}: the share of the compared reads that differ, over the whole ramp. FAIL when it is above {@code max}
 * and {@link #FEWEST} reads were compared. At 100 % no read is kept on the old path, and what was compared before stands.
 */
public record ConsistencyJudge(GuardrailRule rule) {

    /** Fewer compared reads say nothing yet. */
    static final long FEWEST = 30;

    public Judgement judge(Percent percent, ConsistencyState before, ComparedReads reading, boolean ready) {
        ComparedReads window = reading.minus(before.reading());
        ComparedReads all = window.possible() ? before.seen().plus(window) : before.seen();
        Verdict verdict = verdict(percent, all, ready);
        boolean held = verdict == Verdict.FAIL && (percent.isZero() || rule.onFail() != GuardrailRule.OnFail.ROLLBACK);
        return new Judgement(
                rule,
                verdict,
                Optional.empty(),
                all.compared() == 0 ? OptionalDouble.empty() : OptionalDouble.of(share(all)),
                OptionalDouble.of(rule.max()),
                sentence(percent, all),
                new ConsistencyState(reading, all, held));
    }

    private Verdict verdict(Percent percent, ComparedReads all, boolean ready) {
        if (all.compared() >= FEWEST && share(all) > rule.max()) {
            return Verdict.FAIL;
        }
        if (percent.isFull()) {
            return Verdict.fine(ready);
        }
        if (all.compared() == 0) {
            return Verdict.NO_DATA;
        }
        return Verdict.fine(ready && all.compared() >= FEWEST);
    }

    private static double share(ComparedReads all) {
        return (double) all.differing() / all.compared();
    }

    private String sentence(Percent percent, ComparedReads all) {
        if (all.compared() == 0) {
            return (percent.isFull()
                            ? "at 100 % no read is kept on the old path, and none was compared"
                            : "no read was compared")
                    + skipped(all);
        }
        String sign = share(all) > rule.max() ? " > " : " ≤ ";
        String few = all.compared() < FEWEST ? ", too few to say" : "";
        return Figures.count(all.differing()) + " of " + Figures.counted(all.compared(), "compared read") + " differ, "
                + percentage(share(all)) + sign + percentage(rule.max()) + few + skipped(all);
    }

    private static String skipped(ComparedReads all) {
        return all.skipped() == 0 ? "" : "; " + Figures.count(all.skipped()) + " more were not tried";
    }

    private static String percentage(double share) {
        return Figures.amount(100 * share) + " %";
    }
}
