// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BlockedSessionsJudgeTest {

    private static final Duration LONG = Duration.ofSeconds(2);

    private static final BlockedSessionsJudge JUDGE = new BlockedSessionsJudge(
            new GuardrailRule(
                    "locks",
                    GuardrailRule.Kind.BLOCKED_SESSIONS,
                    1.25,
                    GuardrailRule.OnFail.ROLLBACK,
                    new GuardrailSource.Locks(LONG),
                    5),
            LONG);

    @Test
    void nobodyBlockedIsFine() {
        Judgement judgement = JUDGE.judge(BlockedReading.NOBODY, true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.sentence()).isEqualTo("0 sessions blocked for more than 2 s ≤ 5");
    }

    @Test
    void asManyAsTheLimitAreFine() {
        assertThat(JUDGE.judge(blocked(5), true).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void itIsUndecidedUntilTheStepMayPass() {
        assertThat(JUDGE.judge(blocked(1), false).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void oneLookWithMoreFailsAndSaysWhoIsInTheWay() {
        Judgement judgement = JUDGE.judge(blocked(6), false);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.value()).hasValue(6);
        assertThat(judgement.threshold()).hasValue(5);
        assertThat(judgement.sentence())
                .isEqualTo(
                        "6 sessions blocked for more than 2 s > 5; the longest for 14 s at public.users behind pid 7");
    }

    @Test
    void whoIsGoneIsNotNamed() {
        BlockedReading reading =
                new BlockedReading(1, Optional.of(new BlockedReading.Wait(Duration.ofSeconds(3), "public.users", "")));

        assertThat(JUDGE.judge(reading, true).sentence()).endsWith("the longest for 3 s at public.users");
    }

    private static BlockedReading blocked(int sessions) {
        return new BlockedReading(
                sessions, Optional.of(new BlockedReading.Wait(Duration.ofSeconds(14), "public.users", "pid 7")));
    }
}
