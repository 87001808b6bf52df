// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.Durations;
import dev.interlock.domain.plan.GuardrailRule;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kind {@code blocked-sessions}: a red line. FAIL as soon as more than {@code max} sessions have waited for a lock at a claimed
 * table for longer than {@code longerThan}, which is itself the proof that it was not a moment's.
 */
public record BlockedSessionsJudge(GuardrailRule rule, Duration longerThan) {

    public Judgement judge(BlockedReading reading, boolean ready) {
        boolean over = reading.sessions() > rule.max();
        return new Judgement(
                rule,
                over ? Verdict.FAIL : Verdict.fine(ready),
                Optional.empty(),
                OptionalDouble.of(reading.sessions()),
                OptionalDouble.of(rule.max()),
                sentence(reading, over),
                new NothingKept());
    }

    private String sentence(BlockedReading reading, boolean over) {
        return Figures.counted(reading.sessions(), "session") + " blocked for more than " + Durations.text(longerThan)
                + (over ? " > " : " ≤ ") + Figures.exact(rule.max())
                + reading.longest().map(BlockedSessionsJudge::longest).orElse("");
    }

    private static String longest(BlockedReading.Wait wait) {
        String behind = wait.behind().isEmpty() ? "" : " behind " + wait.behind();
        return "; the longest for " + Durations.text(wait.time()) + " at " + wait.table() + behind;
    }
}
