// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What {@link ParityJudge} remembers.
 *
 * @param cursor where the sampling goes on
 * @param known what the ledger had kept when this watch began: judged before, by a look or by an exact parity
 * @param seen what it had kept at this look
 */
public record ParityState(SweepCursor cursor, KeptRows known, KeptRows seen) implements GuardrailState {

    public static final ParityState START = new ParityState(SweepCursor.START, KeptRows.NONE, KeptRows.NONE);

    /**
     * For a watch that begins where an earlier one ended: what that one saw is not judged twice, or a hold for it could never
     * be ended. Attempts of one watch go on from the state as it is, so none of them forgets.
     */
    public ParityState forTheNextWatch() {
        return new ParityState(cursor, seen, seen);
    }
}
