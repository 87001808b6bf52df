// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;

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
     * At 0 %, waiting for live evaluators.
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
     */
    record Watching(int step, Instant since, Instant until) implements RampStage {

        /** After standing still: a fresh window, and the time lost given back. */
        Watching afterHold(Instant now, Duration held) {
            return new Watching(step, now, until.plus(held));
        }

        Watching until(Instant later) {
            return new Watching(step, since, later);
        }
    }
}
