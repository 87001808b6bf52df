// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what changes: phase, percent, hold, verdict or result, one line each, never more than its budget. */
final class Narrator {

    static final int MOST_LINES = 40;

    private static final Set<String> JUDGED = Set.of("VERDICT", "RESULT");

    private final Instant start;
    private final Consumer<String> out;
    private @Nullable LedgerEvent last;
    private int lines;

    Narrator(Instant start, Consumer<String> out) {
        this.start = start;
        this.out = out;
    }

    /** A line of our own, such as what has been started. */
    synchronized void say(Instant at, String text) {
        print(String.format(Locale.ROOT, "%7.1f s  %s", seconds(at), text));
    }

    synchronized void event(LedgerEvent event) {
        change(event).ifPresent(line -> say(event.at(), line));
        last = event;
    }

    private Optional<String> change(LedgerEvent event) {
        boolean moved = last == null
                || !last.phase().equals(event.phase())
                || last.percent() != event.percent()
                || !Objects.equals(last.hold(), event.hold());
        boolean judged =
                JUDGED.contains(event.kind()) && (last == null || !last.text().equals(event.text()));
        if (!moved && !judged) {
            return Optional.empty();
        }
        String percent = new Percent(event.percent()).toString();
        String held = event.hold() == null ? "" : "  HELD";
        return Optional.of(String.format(Locale.ROOT, "%-12s %5s%s  %s", event.phase(), percent, held, event.text()));
    }

    private void print(String line) {
        lines++;
        if (lines < MOST_LINES) {
            out.accept(line);
        } else if (lines == MOST_LINES) {
            out.accept("          … more in the timeline");
        }
    }

    private double seconds(Instant at) {
        return Duration.between(start, at).toMillis() / 1000.0;
    }
}
