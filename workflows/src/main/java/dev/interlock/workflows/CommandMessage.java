// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a command. Everything may be missing; a bare JSON string is the reason. Actor and reason go on record, so
 * they become one line that every database keeps, whichever way they came.
 *
 * @param plan SHA-256, with {@code approve}
 * @param duration with {@code extend}: {@code 2h}, {@code 3d} or ISO-8601; {@code for} in JSON
 * @param rate with {@code throttle}: rows per second, or {@code max}
 * @param keep with {@code resume} after drift: {@code ours} or {@code theirs}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandMessage(
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String commandId,
        @Nullable String plan,
        @JsonProperty("for") @Nullable String duration,
        @Nullable String rate,
        @Nullable String keep) {

    /** Characters of an actor or a reason; what is longer is cut. */
    public static final int LONGEST = Spoken.LONGEST;

    public CommandMessage {
        actor = Spoken.kept(actor);
        reason = Spoken.kept(reason);
    }

    /** Of a person whom the caller has made sure of, or says so. */
    public static CommandMessage by(String actor, @Nullable String reason) {
        return new CommandMessage(actor, reason, null, null, null, null, null);
    }

    /** A bare string is the reason. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CommandMessage ofReason(String reason) {
        return new CommandMessage(null, reason, null, null, null, null, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public static CommandMessage of(
            @JsonProperty("actor") @Nullable String actor,
            @JsonProperty("reason") @Nullable String reason,
            @JsonProperty("commandId") @Nullable String commandId,
            @JsonProperty("plan") @Nullable String plan,
            @JsonProperty("for") @Nullable String duration,
            @JsonProperty("rate") @Nullable String rate,
            @JsonProperty("keep") @Nullable String keep) {
        return new CommandMessage(actor, reason, commandId, plan, duration, rate, keep);
    }
}
