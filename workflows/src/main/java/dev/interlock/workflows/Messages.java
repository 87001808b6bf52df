// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.domain.lifecycle.Command;
import dev.interlock.domain.lifecycle.Origin;
import dev.interlock.domain.plan.Durations;
import dev.interlock.workflows.temporal.Payloads;
import dev.interlock.workflows.temporal.Unreadable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what came over the wire to a command; what does not fit becomes one that is always refused. */
final class Messages {

    private static final ObjectMapper MAPPER = Payloads.mapper();

    private static final int SHOWN_CHARACTERS = 100;

    private Messages() {}

    /** What could be read, or why not. */
    record Read(@Nullable CommandMessage message, String why) {}

    static Read read(@Nullable Object json) {
        if (json instanceof Unreadable) {
            return unreadable(json);
        }
        try {
            return new Read(MAPPER.convertValue(json, CommandMessage.class), "");
        } catch (IllegalArgumentException noMessage) {
            return unreadable(json);
        }
    }

    private static Read unreadable(@Nullable Object json) {
        return new Read(
                null,
                "the message is not {\"actor\", \"reason\", \"commandId\", \"plan\", \"for\"} nor a string: "
                        + shortened(String.valueOf(json)));
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }

    static Command command(String verb, @Nullable CommandMessage message, boolean verified) {
        Origin origin = origin(message, verified);
        return switch (verb) {
            case "pause" -> new Command.Pause(origin);
            case "resume" -> resume(origin, message == null ? null : message.keep());
            case "rollback" -> new Command.Rollback(origin);
            case "revert" -> new Command.Revert(origin);
            case "promote" -> new Command.Promote(origin);
            case "approve" -> approve(origin, message == null ? null : message.plan());
            case "extend" -> extend(origin, message == null ? null : message.duration());
            default -> new Command.Malformed(origin, verb, "there is no command " + verb);
        };
    }

    static Origin origin(@Nullable CommandMessage message, boolean verified) {
        String actor = message == null || message.actor() == null ? "somebody" : message.actor();
        String reason = message == null || message.reason() == null ? "" : message.reason();
        return new Origin(actor, verified, reason);
    }

    /** Whoever resumes after drift lets the team's change pass: that is {@code theirs}. */
    private static Command resume(Origin origin, @Nullable String keep) {
        if (keep == null || keep.equals("theirs")) {
            return new Command.Resume(origin);
        }
        String why = keep.equals("ours")
                ? "`keep: ours` is not built yet: undo the change yourself, then resume"
                : "`keep` is `theirs`, not `" + shortened(keep) + "`";
        return new Command.Malformed(origin, "resume", why);
    }

    private static Command approve(Origin origin, @Nullable String plan) {
        return plan == null
                ? new Command.Malformed(origin, "approve", "`plan` is missing: the SHA-256 of what is approved")
                : new Command.Approve(origin, plan);
    }

    private static Command extend(Origin origin, @Nullable String text) {
        Optional<Duration> by = Optional.ofNullable(text).flatMap(Durations::parse);
        return by.isEmpty()
                ? new Command.Malformed(origin, "extend", "`for` is missing or no duration such as 90m, 2h or 3d")
                : new Command.Extend(origin, by.get());
    }
}
