// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where in the ramp. Steps are indices into the schedule. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stage")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RampStage.CheckingParity.class, name = "checkingParity"),
    @JsonSubTypes.Type(value = RampStage.Repairing.class, name = "repairing"),
    @JsonSubTypes.Type(value = RampStage.Calibrating.class, name = "calibrating"),
    @JsonSubTypes.Type(value = RampStage.Raising.class, name = "raising"),
    @JsonSubTypes.Type(value = RampStage.Watching.class, name = "watching"),
})
public sealed interface RampStage {

    /** Exact parity before step {@code next}: the first one, and the one to 100 %. */
    record CheckingParity(int next) implements RampStage {}

    /** Rows out of parity are made right where the right side is certain; then parity is checked again. */
    record Repairing(int next) implements RampStage {}

    /**
     * At 0 %, waiting for live evaluators, and comparing the cohorts of the later steps where the plan wants that.
     *
     * @param since ahead of now where the first step can only be taken then
     */
    record Calibrating(Instant since) implements RampStage {}

    /** The flag is being moved to this step. */
    record Raising(int step) implements RampStage {}

    /**
     * The step is being watched.
     *
     * @param since earlier counts are not looked at
     * @param until the end of the hold time; where {@code ramp.windows} are closed then, it is watched on to their opening
     * @param opening that it waits for, or has waited for last, with its hold time over; empty: for none
     */
    record Watching(
            int step,
            Instant since,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Instant> opening)
            implements RampStage {

        public Watching {
            opening = opening == null ? Optional.empty() : opening;
        }

        /** A step that waits for no opening, as far as is known. */
        public Watching(int step, Instant since, Instant until) {
            this(step, since, until, Optional.empty());
        }

        /** After standing still: a fresh window, and the time lost given back. Nothing is lost before an opening that is waited for. */
        Watching afterHold(Instant now, Instant heldSince) {
            Instant lostFrom = opening.filter(heldSince::isBefore).orElse(heldSince);
            return lostFrom.isBefore(now)
                    ? new Watching(step, now, until.plus(Duration.between(lostFrom, now)), opening)
                    : new Watching(step, now, until, opening);
        }

        Watching until(Instant later) {
            return new Watching(step, since, later, opening);
        }

        /** With its hold time over. */
        Watching waitingFor(Instant opens) {
            return new Watching(step, since, opens, Optional.of(opens));
        }
    }
}
