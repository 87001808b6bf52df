// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** Where in the soak. {@code started} is when 100 % was reached: the gate asks what held since then. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stage")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SoakStage.Clock.class, name = "clock"),
    @JsonSubTypes.Type(value = SoakStage.AtGate.class, name = "atGate"),
    @JsonSubTypes.Type(value = SoakStage.Doubt.class, name = "doubt"),
    @JsonSubTypes.Type(value = SoakStage.AwaitingApproval.class, name = "awaitingApproval"),
})
public sealed interface SoakStage {

    Instant started();

    /** The clock runs. */
    record Clock(Instant started, Instant until) implements SoakStage {}

    /** The gate is being evaluated. */
    record AtGate(Instant started) implements SoakStage {}

    /** The gate had a doubt: soak on, and ask again. */
    record Doubt(Instant started, Instant askAgainAt, List<String> reasons) implements SoakStage {
        public Doubt {
            reasons = List.copyOf(reasons);
        }
    }

    /** The gate is open and a person is asked. */
    record AwaitingApproval(Instant started, List<String> objects) implements SoakStage {
        public AwaitingApproval {
            objects = List.copyOf(objects);
        }
    }
}
