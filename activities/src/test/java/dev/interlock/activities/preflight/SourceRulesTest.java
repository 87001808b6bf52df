// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.source.FakeMetricSource;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.activities.source.Questions;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailRule.OnFail;
import dev.interlock.domain.plan.GuardrailSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SourceRulesTest {

    private static final String ASKED = "; asked was max(rate(busy[60s])) at 2026-03-02T10:00:00.250Z";

    private static final MetricSource NO_DATABASE = question -> {
        throw new AssertionError("nobody asks the database");
    };

    private final FakeMetricSource source = new FakeMetricSource();

    @Test
    void aSourceThatAnswersBelowTheLimitIsInOrder() {
        source.has(0.8);

        assertThat(check(OnFail.ROLLBACK)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aMisspeltMetricIsRefusedWithTheAnswerAndTheQuestion() {
        source.hasNothing();

        assertThat(check(OnFail.ROLLBACK)).isEqualTo(refused("no series for the query" + ASKED));
    }

    @Test
    void aQuestionThatIsNotUnderstoodIsRefusedWithTheAnswer() {
        source.isWrong("parse error: unexpected end of input");

        assertThat(check(OnFail.ROLLBACK)).isEqualTo(refused("parse error: unexpected end of input" + ASKED));
    }

    @Test
    void aMisspeltMetricIsRefusedAlsoWhereItWouldOnlyBeRecorded() {
        source.hasNothing();

        assertThat(check(OnFail.RECORD)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aLimitThatThePresentBreaksIsRefused() {
        source.has(0.93);

        assertThat(check(OnFail.HOLD)).isEqualTo(refused("the present breaks it already, 0.93 > 0.8" + ASKED));
        assertThat(check(OnFail.RECORD)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aSourceThatDoesNotAnswerTodayIsNoReasonForANo() {
        source.isInTrouble("nobody listens");
        assertThat(check(OnFail.ROLLBACK))
                .isEqualTo(new Outcome.Unsure(List.of("guardrail saturation: nobody listens" + ASKED)));

        source.hasNoNumber();
        assertThat(check(OnFail.ROLLBACK)).isInstanceOf(Outcome.Unsure.class);
    }

    @Test
    void aWorkerThatKnowsNoPrometheusSaysSo() {
        Findings findings = new Findings();
        new SourceRules(MetricSources.NONE, NO_DATABASE, findings)
                .check(Questions.ASKER, List.of(Questions.saturation(OnFail.ROLLBACK)), Questions.AT);

        assertThat(findings.outcome("fine")).isEqualTo(refused("this worker's configuration has no `prometheus`"));
    }

    @Test
    void callsMayBeToldApartByPathOnlyAfterTheExpand() {
        source.hasNothing();
        assertThat(check(Questions.checkout())).isInstanceOf(Outcome.Done.class);

        source.counts(SourceReading.Arm.NONE, new SourceReading.Arm(1, 100));
        assertThat(check(Questions.checkout())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aQueryForCountsThatIsNotUnderstoodIsRefused() {
        source.isWrong("parse error");

        assertThat(check(Questions.checkout())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aVerdictThatIsAFailAlreadyIsRefused() {
        source.says(Verdict.FAIL, "refunds doubled");
        assertThat(check(Questions.verdict()))
                .isEqualTo(new Outcome.Refused(List.of("guardrail refunds: the present fails already: refunds doubled"
                        + "; asked was the webhook at 2026-03-02T10:00:00.250Z")));

        source.says(Verdict.PASS, "fine");
        assertThat(check(Questions.verdict())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aWebhookThatTheWorkerDoesNotKnowIsNamed() {
        Findings findings = new Findings();
        new SourceRules(MetricSources.NONE, NO_DATABASE, findings)
                .check(Questions.ASKER, List.of(Questions.verdict()), Questions.AT);

        assertThat(findings.outcome("fine"))
                .isEqualTo(new Outcome.Refused(
                        List.of("guardrail refunds: this worker's configuration has no webhook `ours`")));
    }

    @Test
    void aQueryMayBeAboutWhatTheExpandMakesAndAMeasureIsThereOrNot() {
        FakeMetricSource database = new FakeMetricSource().hasNothing();

        assertThat(check(database, new GuardrailSource.DatabaseQuery("SELECT fresh FROM users")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(check(database, new GuardrailSource.DatabaseMeasure(GuardrailSource.Measure.REPLICA_LAG)))
                .isInstanceOf(Outcome.Refused.class);
    }

    private static Outcome check(FakeMetricSource database, GuardrailSource asked) {
        Findings findings = new Findings();
        GuardrailRule rule = new GuardrailRule("own", GuardrailRule.Kind.THRESHOLD, 1.25, OnFail.ROLLBACK, asked, 1);
        new SourceRules(MetricSources.NONE, database, findings).check(Questions.ASKER, List.of(rule), Questions.AT);
        return findings.outcome("fine");
    }

    private Outcome check(OnFail onFail) {
        return check(Questions.saturation(onFail));
    }

    private Outcome check(GuardrailRule rule) {
        Findings findings = new Findings();
        new SourceRules(
                        new MetricSources(Optional.of(source), Map.of("ours", source), Questions.WINDOW),
                        NO_DATABASE,
                        findings)
                .check(Questions.ASKER, List.of(rule), Questions.AT);
        return findings.outcome("fine");
    }

    private static Outcome refused(String why) {
        return new Outcome.Refused(List.of("guardrail saturation: " + why));
    }
}
