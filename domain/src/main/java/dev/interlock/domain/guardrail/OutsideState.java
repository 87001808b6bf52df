// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/** What a guardrail remembers whose numbers come from a system outside. */
public sealed interface OutsideState extends GuardrailState permits ThresholdState, OutsideRatesState, VerdictState {

    /** Looks running, this one included, in which there was no number. */
    int silentLooks();

    /** Whether the source has answered in this watch, and at this look if it was asked. */
    default boolean heard() {
        return silentLooks() == 0;
    }
}
