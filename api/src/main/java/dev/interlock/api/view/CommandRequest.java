// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.interlock.workflows.CommandMessage;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a command; everything may be missing except {@code plan} for approve, {@code for} for extend and
 * {@code rate} for throttle.
 *
 * @param actor unverified as long as there is no authentication
 * @param plan SHA-256, with approve
 * @param duration {@code for} in JSON, with extend: {@code 2h}
 * @param rate with throttle: rows per second, or {@code max}
 * @param keep {@code ours} or {@code theirs}, with resume after drift
 */
public record CommandRequest(
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String plan,
        @JsonProperty("for") @Nullable String duration,
        @Nullable String rate,
        @Nullable String keep) {

    public static final CommandRequest EMPTY = new CommandRequest(null, null, null, null, null, null);

    /** @param by the actor, or what stands for somebody who gave no name */
    public CommandMessage message(String by, @Nullable String commandId) {
        return new CommandMessage(by, reason, commandId, plan, duration, rate, keep);
    }
}
