// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/** What a guardrail remembers from look to look, constant in size. */
public sealed interface GuardrailState
        permits RateRatioState,
                SlowShareState,
                ScanState,
                StatementState,
                ParityState,
                ZeroToleranceState,
                ConsistencyState,
                OutsideState,
                NothingKept {}
