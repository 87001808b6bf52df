// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.domain.guardrail.CohortState;
import dev.interlock.domain.guardrail.ConsistencyState;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.GuardrailState;
import dev.interlock.domain.guardrail.OutsideRatesState;
import dev.interlock.domain.guardrail.ParityState;
import dev.interlock.domain.guardrail.RateRatioState;
import dev.interlock.domain.guardrail.ScanState;
import dev.interlock.domain.guardrail.SlowShareState;
import dev.interlock.domain.guardrail.StatementState;
import dev.interlock.domain.guardrail.ThresholdState;
import dev.interlock.domain.guardrail.Traffic;
import dev.interlock.domain.guardrail.VerdictState;
import dev.interlock.domain.guardrail.ZeroToleranceState;
import org.jspecify.annotations.Nullable;

/**
 * What a row of {@code interlock.look} remembers for the next look: whoever takes that one continues from here.
 *
 * @param process which watch it belongs to: each begins afresh
 * @param reading the evaluators' counters at this look; only with the traffic
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LookState(
        String process,
        @Nullable Counts reading,
        @Nullable Traffic traffic,
        @Nullable RateRatioState rates,
        @Nullable SlowShareState slow,
        @Nullable ScanState scans,
        @Nullable StatementState statements,
        @Nullable ParityState parity,
        @Nullable ThresholdState threshold,
        @Nullable OutsideRatesState outside,
        @Nullable VerdictState verdict,
        @Nullable ZeroToleranceState zeroTolerance,
        @Nullable ConsistencyState consistency,
        @Nullable CohortState cohorts) {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static LookState of(String process) {
        return new LookState(process, null, null, null, null);
    }

    static LookState of(String process, Counts reading, Traffic traffic) {
        return new LookState(process, reading, traffic, null, null);
    }

    static LookState of(String process, GuardrailState state) {
        return new LookState(process, null, null, state, null);
    }

    static LookState of(String process, CohortState state) {
        return new LookState(process, null, null, null, state);
    }

    private LookState(
            String process,
            @Nullable Counts reading,
            @Nullable Traffic traffic,
            @Nullable GuardrailState state,
            @Nullable CohortState cohorts) {
        this(
                process,
                reading,
                traffic,
                as(RateRatioState.class, state),
                as(SlowShareState.class, state),
                as(ScanState.class, state),
                as(StatementState.class, state),
                as(ParityState.class, state),
                as(ThresholdState.class, state),
                as(OutsideRatesState.class, state),
                as(VerdictState.class, state),
                as(ZeroToleranceState.class, state),
                as(ConsistencyState.class, state),
                cohorts);
    }

    private static <T> @Nullable T as(Class<T> type, @Nullable GuardrailState state) {
        return type.isInstance(state) ? type.cast(state) : null;
    }

    static LookState parse(String json) {
        try {
            return JSON.readValue(json, LookState.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a look's state is not what this version writes: " + json, e);
        }
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a look's state is plain numbers", e);
        }
    }
}
