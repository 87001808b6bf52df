// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;

/** Where in HIDING. With a hide time of zero nothing is renamed: from turning the safe side, and the archive where one is kept, straight to the gate. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stage")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HideStage.Turning.class, name = "turning"),
    @JsonSubTypes.Type(value = HideStage.Archiving.class, name = "archiving"),
    @JsonSubTypes.Type(value = HideStage.Renaming.class, name = "renaming"),
    @JsonSubTypes.Type(value = HideStage.Hidden.class, name = "hidden"),
    @JsonSubTypes.Type(value = HideStage.AtGate.class, name = "atGate"),
    @JsonSubTypes.Type(value = HideStage.Unhiding.class, name = "unhiding"),
    @JsonSubTypes.Type(value = HideStage.Waiting.class, name = "waiting"),
})
public sealed interface HideStage {

    /** The safe side turns to new. */
    record Turning() implements HideStage {}

    /** What the contract drops is copied into the archive, while the old names still resolve; kept there from then on. */
    record Archiving() implements HideStage {}

    /** The old names are renamed out of the way; they may be hidden already. */
    record Renaming() implements HideStage {}

    /**
     * The old names do not resolve, and everybody is watched.
     *
     * @param since counts before this are not looked at
     * @param until the hide time's end
     */
    record Hidden(Instant since, Instant until) implements HideStage {

        Hidden until(Instant later) {
            return new Hidden(since, later);
        }

        Hidden afterHold(Instant now, Duration stood) {
            return new Hidden(now, until.plus(stood));
        }
    }

    /** The gate is asked once more before the drop. What was hidden still is. */
    record AtGate() implements HideStage {}

    /**
     * The old names are renamed back, whatever holds, since somebody fails meanwhile; the flag stays at 100 %.
     *
     * @param then the hold in which the soak begins anew
     */
    record Unhiding(Hold then) implements HideStage {}

    /**
     * Nothing may go forward now. Whatever has been hidden by now still is.
     *
     * @param then what follows once it may; {@link AtGate} stands for the drop, which is never made on old evidence
     * @param since counts before this are not looked at
     * @param until the opening of {@code ramp.windows}
     */
    record Waiting(HideStage then, Instant since, Instant until) implements HideStage {

        Waiting afterHold(Instant now) {
            return new Waiting(then, now, until);
        }
    }
}
