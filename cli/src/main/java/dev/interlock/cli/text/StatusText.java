// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.domain.plan.Percent;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One migration in a few lines. */
public final class StatusText {

    private StatusText() {}

    public static String of(JsonNode migration, Instant now) {
        return new Lines(heading(migration))
                .plain(migration.path("line").asText())
                .labelled("hold", hold(migration))
                .labelled("waits", waits(migration))
                .labelled("queued", queued(migration))
                .labelled("next", next(migration, now))
                .labelled("filled", BackfillText.tables(migration))
                .labelled("rate", BackfillText.ordered(migration))
                .labelled("verdict", Json.text(migration, "lastVerdict"))
                .labelled("ended", ended(migration))
                .labelled("what", what(migration))
                .labelled("plan", Json.text(migration, "planSha256"))
                .labelled("flag", flag(migration))
                .labelled("off", Json.joined(migration, "off").map(keys -> keys + " (not built yet)"))
                .labelled("you can", Json.joined(migration, "commands"))
                .toString();
    }

    private static String heading(JsonNode migration) {
        return migration.path("database").asText() + "/" + migration.path("id").asText() + "  "
                + migration.path("phase").asText() + "  "
                + Percent.text(migration.path("percent").asDouble());
    }

    private static Optional<String> hold(JsonNode migration) {
        return Json.text(migration, "hold")
                .map(reason -> Json.text(migration, "holdSince")
                        .map(since -> reason + " (since " + Times.seconds(since) + ")")
                        .orElse(reason));
    }

    private static Optional<String> next(JsonNode migration, Instant now) {
        Optional<String> when =
                Json.text(migration, "nextAt").map(at -> "at " + Times.seconds(at) + ", " + Times.until(at, now));
        // What it waits for is its hold, which has a line of its own.
        Optional<String> what = Json.text(migration, "next")
                .filter(text -> !text.equals("waits: " + migration.path("hold").asText()));
        String both = Stream.concat(what.stream(), when.stream()).collect(Collectors.joining("; "));
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }

    private static Optional<String> waits(JsonNode migration) {
        JsonNode wait = migration.path("waitingFor");
        return Json.text(wait, "doing")
                .map(doing -> doing + " for a lock, " + wait.path("failures").asText() + " attempts failed; blocked by "
                        + StreamSupport.stream(wait.path("blockers").spliterator(), false)
                                .map(StatusText::blocker)
                                .collect(Collectors.joining("; ")));
    }

    private static Optional<String> queued(JsonNode migration) {
        JsonNode queue = migration.path("queue");
        return Json.text(queue, "waitsFor")
                .map(why -> why + "; " + queue.path("ahead").asText() + " ahead, since "
                        + Times.seconds(queue.path("since").asText())
                        + (queue.path("asking").asBoolean() ? "" : "; stands still, and others pass"));
    }

    private static String blocker(JsonNode blocker) {
        return "pid " + blocker.path("pid").asText() + " (user "
                + blocker.path("user").asText() + ", application "
                + blocker.path("application").asText() + ", transaction open for "
                + blocker.path("transactionAgeMillis").asLong() / 1000 + " s): "
                + blocker.path("query").asText();
    }

    private static Optional<String> ended(JsonNode migration) {
        return Json.text(migration, "endedAt").map(Times::seconds);
    }

    private static Optional<String> what(JsonNode migration) {
        String what = Stream.of(
                        Json.text(migration, "description"),
                        Json.text(migration, "owner"),
                        Json.joined(migration, "tables"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
        return what.isEmpty() ? Optional.empty() : Optional.of(what);
    }

    private static Optional<String> flag(JsonNode migration) {
        return Json.text(migration, "flagKey")
                .map(key -> key + ", round " + migration.path("round").asText() + ", epoch "
                        + migration.path("epoch").asText());
    }
}
