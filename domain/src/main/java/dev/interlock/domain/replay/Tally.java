// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.replay;

import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one guardrail has said so far. Of constant size.
 *
 * @param verdicts how many looks had each; those that none had are left out
 * @param firstFail the first look that was at the threshold
 * @param highest the look with the highest E, or the highest value; the first of them
 * @param lastSilence the last look without anything to judge by
 */
public record Tally(
        Map<Verdict, Long> verdicts, Optional<Said> firstFail, Optional<Said> highest, Optional<Said> lastSilence) {

    static final Tally NOTHING = new Tally(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public Tally {
        verdicts = Collections.unmodifiableMap(verdicts);
    }

    /**
     * One look.
     *
     * @param value E, or the value; empty where there was none
     * @param sentence with the numbers
     */
    public record Said(Instant at, OptionalDouble value, String sentence) {}

    Tally plus(Instant at, Judgement judgement) {
        Map<Verdict, Long> counted = new EnumMap<>(Verdict.class);
        counted.putAll(verdicts);
        counted.merge(judgement.verdict(), 1L, Long::sum);
        Said said = new Said(at, judgement.value(), judgement.sentence());
        boolean silent = judgement.verdict() == Verdict.NO_DATA || judgement.verdict() == Verdict.ERROR;
        return new Tally(
                counted,
                firstFail.or(() -> judgement.verdict() == Verdict.FAIL ? Optional.of(said) : Optional.empty()),
                isHigher(said) ? Optional.of(said) : highest,
                silent ? Optional.of(said) : lastSilence);
    }

    private boolean isHigher(Said said) {
        return said.value().isPresent()
                && highest.filter(earlier ->
                                earlier.value().getAsDouble() >= said.value().getAsDouble())
                        .isEmpty();
    }

    public long looks(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }
}
