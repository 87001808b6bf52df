// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.domain.backfill.Rate;
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
                "the message is not {\"actor\", \"reason\", \"commandId\", \"plan\", \"for\", \"rate\"} nor a string: "
                        + Spoken.line(String.valueOf(json), SHOWN_CHARACTERS));
    }

    /** A signal of a name that there is not; always refused. */
    static Command unknown(String name) {
        String shown = Spoken.line(name, SHOWN_CHARACTERS);
        return new Command.Malformed(origin(null), shown, "there is no signal " + shown);
    }

    static Command command(String verb, @Nullable CommandMessage message) {
        Origin origin = origin(message);
        return switch (verb) {
            case "pause" -> new Command.Pause(origin);
            case "resume" -> resume(origin, message == null ? null : message.keep());
            case "rollback" -> new Command.Rollback(origin);
            case "revert" -> new Command.Revert(origin);
            case "promote" -> new Command.Promote(origin);
            case "approve" -> approve(origin, message == null ? null : message.plan());
            case "extend" -> extend(origin, message == null ? null : message.duration());
            case "throttle" -> throttle(origin, message == null ? null : message.rate());
            case "repair" -> new Command.Repair(origin);
            default -> new Command.Malformed(origin, verb, "there is no command " + verb);
        };
    }

    /**
     * Who says so and why. Nobody is verified until there is authentication: a signal, an update and a REST request take any
     * name. The actor of a token will come in here, and only here.
     */
    static Origin origin(@Nullable CommandMessage message) {
        String actor = message == null || message.actor() == null ? "somebody" : message.actor();
        String reason = message == null || message.reason() == null ? "" : message.reason();
        return new Origin(actor, false, reason);
    }

    /** Whoever resumes after drift lets the team's change pass: that is {@code theirs}. */
    private static Command resume(Origin origin, @Nullable String keep) {
        if (keep == null || keep.equals("theirs")) {
            return new Command.Resume(origin);
        }
        String why = keep.equals("ours")
                ? "`keep: ours` is not built yet: undo the change yourself, then resume"
                : "`keep` is `theirs`, not `" + Spoken.line(keep, SHOWN_CHARACTERS) + "`";
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

    private static Command throttle(Origin origin, @Nullable String text) {
        Optional<Rate> rate = Optional.ofNullable(text).flatMap(Rate::parse);
        return rate.isEmpty()
                ? new Command.Malformed(
                        origin,
                        "throttle",
                        "`rate` is missing or no whole number of rows a second such as 500, nor max")
                : new Command.Throttle(origin, rate.get());
    }
}
