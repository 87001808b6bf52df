// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import org.junit.jupiter.api.Test;

final class VerdictJudgeTest {

    private static final VerdictJudge JUDGE = new VerdictJudge(new GuardrailRule(
            "refunds",
            GuardrailRule.Kind.VERDICT,
            1.25,
            GuardrailRule.OnFail.ROLLBACK,
            new GuardrailSource.Webhook("refunds"),
            Double.POSITIVE_INFINITY));

    @Test
    void theirFailIsOneAtOnceWithTheirReason() {
        Judgement judgement = judge(new SourceReading.Said("q", Verdict.FAIL, "refunds doubled"), false);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.sentence()).isEqualTo("refunds doubled");
    }

    @Test
    void theirPassIsOneWhenTheStepMayPass() {
        SourceReading pass = new SourceReading.Said("q", Verdict.PASS, "fine");

        assertThat(judge(pass, false).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judge(pass, true).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(new SourceReading.Said("q", Verdict.INCONCLUSIVE, "so so"), true)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void withoutAVerdictThereIsNone() {
        Judgement silent = judge(new SourceReading.Trouble("q", "it is down"), true);
        Judgement value = judge(new SourceReading.Value("q", 1), true);

        assertThat(silent.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(silent.state()).isEqualTo(new VerdictState(1));
        assertThat(value.verdict()).isEqualTo(Verdict.ERROR);
    }

    private static Judgement judge(SourceReading reading, boolean ready) {
        return JUDGE.judge(VerdictState.START, reading, ready);
    }
}
