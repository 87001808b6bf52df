// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/** What {@link VerdictJudge} remembers. */
public record VerdictState(int silentLooks) implements OutsideState {

    public static final VerdictState START = new VerdictState(0);
}
