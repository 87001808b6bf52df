// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/** What one guardrail says at one look. Only {@link #FAIL} moves anything by itself. */
public enum Verdict {
    /** The hold time is over, enough was seen, and nothing is at its threshold. */
    PASS,
    /** At its threshold. */
    FAIL,
    /** Nothing is at its threshold, and it is too early to say more. */
    INCONCLUSIVE,
    /** This window has nothing to judge by. */
    NO_DATA,
    /** The source did not answer. */
    ERROR;

    /** Where nothing is at its threshold. */
    static Verdict fine(boolean ready) {
        return ready ? PASS : INCONCLUSIVE;
    }
}
