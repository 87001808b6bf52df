// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.guardrail.ComparedReads;
import dev.interlock.domain.guardrail.ConsistencyState;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.DoseResponse;
import dev.interlock.domain.guardrail.Fractions;
import dev.interlock.domain.guardrail.OutsideRatesState;
import dev.interlock.domain.guardrail.RateRatioState;
import dev.interlock.domain.guardrail.RateRatioTest;
import dev.interlock.domain.guardrail.RedLineCounts;
import dev.interlock.domain.guardrail.ScanReading;
import dev.interlock.domain.guardrail.ScanState;
import dev.interlock.domain.guardrail.SlowShareState;
import dev.interlock.domain.guardrail.StatementCost;
import dev.interlock.domain.guardrail.StatementState;
import dev.interlock.domain.guardrail.StatementSums;
import dev.interlock.domain.guardrail.ThresholdState;
import dev.interlock.domain.guardrail.Traffic;
import dev.interlock.domain.guardrail.VerdictState;
import dev.interlock.domain.guardrail.ZeroToleranceState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LookStateTest {

    @Test
    void whatIsWrittenIsWhatIsRead() {
        RateRatioState rates = new RateRatioTest(1.25).next(RateRatioState.START, new Counts(3, 1, 100, 1_900), 1);
        ScanState scans =
                new ScanState(new ScanReading(Map.of("public.users", 17L)), 1, new DoseResponse(3, 20_000, 1));
        for (LookState state : List.of(
                LookState.of("p", rates),
                LookState.of("p", scans),
                LookState.of("p", statements()),
                LookState.of("p", new ThresholdState(1, 7, 2)),
                LookState.of("p", new VerdictState(3)),
                LookState.of("p", new ConsistencyState(new ComparedReads(9, 2, 1), new ComparedReads(5, 1, 0), true)),
                LookState.of(
                        "p",
                        new ZeroToleranceState(
                                new RedLineCounts(1, 2, 3, 4, 5, 6), new RedLineCounts(0, 1, 0, 2, 3, 4), true)),
                LookState.of("p", new OutsideRatesState(rates, new Fractions(0.1, 0.2, 0.3, 0.4), 3, 1, 7, 2)),
                LookState.of("p", new SlowShareState(7, new Counts(1, 2, 3, 4), rates)),
                LookState.of("p", new Counts(1, 2, 3, 4), new Traffic(new Counts(0, 0, 9, 9), 2)))) {
            assertThat(LookState.parse(state.toJson())).isEqualTo(state);
        }
    }

    private static StatementState statements() {
        StatementSums.Arm arm = new StatementSums.Arm(new StatementCost(1, 2.5, 6.25, 4), 7);
        StatementSums sums = new StatementSums(arm, StatementSums.Arm.NONE, 10_000);
        return new StatementState(sums, arm, sums, StatementSums.NONE, 2, 3);
    }

    @Test
    void trafficIsWrittenAsPlainNumbers() {
        LookState state = LookState.of("p", new Counts(1, 2, 3, 4), Traffic.NONE);

        assertThat(state.toJson())
                .isEqualTo("{\"process\":\"p\",\"reading\":{\"candidateErrors\":1,\"baselineErrors\":2,"
                        + "\"candidateEnded\":3,\"baselineEnded\":4},\"traffic\":{\"total\":{\"candidateErrors\":0,"
                        + "\"baselineErrors\":0,\"candidateEnded\":0,\"baselineEnded\":0},\"emptyLooks\":0}}");
    }

    @Test
    void aFieldOfALaterVersionIsIgnored() {
        assertThat(LookState.parse("{\"process\":\"p\",\"later\":1}").process()).isEqualTo("p");
    }
}
