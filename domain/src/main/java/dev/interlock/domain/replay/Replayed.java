// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.replay;

import dev.interlock.domain.guardrail.GuardrailState;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailRule.OnFail;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One guardrail, as far as it has been replayed. After a FAIL it goes on as one would that only records.
 */
public record Replayed(Walk walk, GuardrailState state, Tally tally) {

    /** @param rule one whose source has a past */
    public static Replayed from(Instant from, GuardrailRule rule, ReplaySetting setting) {
        Walk walk = Walk.of(rule, setting);
        return new Replayed(walk, walk.begin(from), Tally.NOTHING);
    }

    public GuardrailRule rule() {
        return walk.rule();
    }

    /** Whether what is asked at one look does not depend on what was answered before it. */
    public boolean asksAhead() {
        return !rule().kind().comparesRates();
    }

    /**
     * How much time before the look at that moment has to be asked about; empty while nothing has.
     *
     * @param last where the look before it was, or where the first window begins
     */
    public Optional<Duration> asked(Instant last, Instant at) {
        return walk.asked(state, last, at);
    }

    /** @param reading what came of the question; empty where none was to be asked */
    public Replayed next(Instant at, Optional<SourceReading> reading) {
        Judgement judgement = walk.judge(state, at, reading);
        return new Replayed(walk, judgement.state(), tally.plus(at, judgement));
    }

    /** Whether there has been anything to judge: a past without a new path has no rate to compare. */
    public boolean judged() {
        return walk.hasSeen(state, tally.highest().isPresent());
    }

    /** Whether its silence leaves open what would have come of the past. */
    boolean isMissed() {
        return !judged() && walk.canJudge() && rule().onFail() != OnFail.RECORD;
    }
}
