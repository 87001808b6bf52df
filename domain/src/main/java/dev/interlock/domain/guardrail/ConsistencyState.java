// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What {@link ConsistencyJudge} remembers.
 *
 * @param reading the evaluators' counters at this look
 * @param seen what was added to them in this ramp, from 0 % on, or since a FAIL that a person has let pass
 * @param held whether this look was a FAIL that only holds
 */
public record ConsistencyState(ComparedReads reading, ComparedReads seen, boolean held) implements GuardrailState {

    /** What the counters hold already is of an earlier ramp, or of before the migration. */
    public static ConsistencyState beginning(ComparedReads reading) {
        return new ConsistencyState(reading, ComparedReads.NONE, false);
    }

    /** For a watch that begins where another one ended: what has held already is not told again. */
    public ConsistencyState forTheNextWatch() {
        return held ? beginning(reading) : this;
    }
}
