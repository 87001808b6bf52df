// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kind {@code parity}: nothing is estimated here. One row out of parity, one write that could not be carried over, one
 * statement that wrote both sides or one value that the old side cannot hold is a FAIL, because a write is lost or will be.
 */
public record ParityJudge(GuardrailRule rule) {

    private static final double ONE_IS_TOO_MANY = 1;

    public Judgement judge(ParityState before, ParityReading reading, boolean ready) {
        ParityState after = new ParityState(reading.next(), before.known(), reading.kept());
        KeptRows fresh = reading.kept().minus(before.known().orLater(reading.atExact()));
        long breaches = reading.found().rows() + fresh.total();
        if (breaches > 0) {
            return judgement(Verdict.FAIL, breaches, String.join("; ", breaches(reading, fresh)), after);
        }
        if (reading.unread().isPresent()) {
            String why = "rows could not be looked at: " + reading.unread().get();
            return new Judgement(
                    rule,
                    Verdict.NO_DATA,
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.of(ONE_IS_TOO_MANY),
                    why,
                    after);
        }
        return judgement(Verdict.fine(ready), 0, "none of " + looked(reading) + " out of parity", after);
    }

    private static List<String> breaches(ParityReading reading, KeptRows fresh) {
        List<String> all = new ArrayList<>();
        if (reading.found().rows() > 0) {
            all.add(Figures.count(reading.found().rows()) + " of " + looked(reading) + " out of parity, such as "
                    + reading.found().sentence());
        }
        if (fresh.unsynced() > 0) {
            all.add(Figures.count(fresh.unsynced())
                    + " writes of the old path could not be carried over: see interlock.unsynced");
        }
        if (fresh.conflicts() > 0) {
            all.add(Figures.count(fresh.conflicts())
                    + " statements wrote both sides and disagreed: see interlock.conflict");
        }
        if (fresh.refused() > 0) {
            all.add("rollback forecast: " + Figures.count(fresh.refused())
                    + " writes of the new path were refused, because the old side cannot hold them");
        }
        return all;
    }

    private static String looked(ParityReading reading) {
        return Figures.count(reading.rows()) + " rows looked at, " + Figures.count(reading.recent())
                + " of them written since the last look,";
    }

    private Judgement judgement(Verdict verdict, long breaches, String sentence, ParityState after) {
        return new Judgement(
                rule,
                verdict,
                Optional.empty(),
                OptionalDouble.of((double) breaches),
                OptionalDouble.of(ONE_IS_TOO_MANY),
                sentence,
                after);
    }
}
