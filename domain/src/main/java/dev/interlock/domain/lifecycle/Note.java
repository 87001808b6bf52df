// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit: who did what, when and why, with the state that it led to.
 *
 * @param sequence from 1 within a run; with the run id it makes writing a note idempotent
 * @param actor {@code interlock}, or the name that a person gave
 * @param verified false for an actor whom nobody has made sure of: anybody can give any name
 * @param text one sentence
 * @param phase the phase's name afterwards
 * @param percent thousandths of a percent afterwards
 * @param hold the hold's reason afterwards
 */
public record Note(
        long sequence,
        Instant at,
        Kind kind,
        String actor,
        boolean verified,
        String text,
        String phase,
        int percent,
        @Nullable String hold) {

    /**
     * What a note is about: {@code VERDICT} is what a look, a gate or a check found, {@code RESULT} what other work came to,
     * {@code NEXT} when the next step can be taken under {@code ramp.windows}.
     */
    public enum Kind {
        COMMAND,
        REFUSED,
        PHASE,
        PERCENT,
        HOLD,
        RELEASED,
        VERDICT,
        RESULT,
        FAULT,
        NEXT
    }
}
