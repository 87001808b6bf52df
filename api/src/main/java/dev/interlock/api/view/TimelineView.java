// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.interlock.api.ledger.EventRow;
import dev.interlock.api.ledger.LookRow;
import dev.interlock.domain.plan.Percent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that happened to one run of a plan, oldest first. */
public record TimelineView(String database, String id, long number, List<Entry> entries) {

    public TimelineView {
        entries = List.copyOf(entries);
    }

    public static TimelineView of(String database, String id, long number, List<EventRow> events, List<LookRow> looks) {
        List<Entry> entries = Stream.concat(
                        events.stream().map(Entry::of), looks.stream().map(Entry::of))
                .sorted(Comparator.comparing(Entry::at))
                .toList();
        return new TimelineView(database, id, number, entries);
    }

    /**
     * A line of the audit, or a look of a guardrail.
     *
     * @param kind an audit kind such as COMMAND, or LOOK
     * @param verified false for an actor whom nobody has made sure of
     * @param percent of the population on the new path, in percent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            Instant at,
            String kind,
            String actor,
            boolean verified,
            String text,
            @Nullable String phase,
            double percent,
            @Nullable String hold,
            @Nullable Look look) {

        static Entry of(EventRow event) {
            return new Entry(
                    event.at(),
                    event.kind(),
                    event.actor(),
                    event.verified(),
                    event.text(),
                    event.phase(),
                    new Percent(event.percent()).asDouble(),
                    event.hold(),
                    null);
        }

        static Entry of(LookRow look) {
            return new Entry(
                    look.windowEnd(),
                    "LOOK",
                    "interlock",
                    true,
                    look.guardrail() + ": " + look.verdict() + ", " + look.sentence(),
                    null,
                    new Percent(look.percent()).asDouble(),
                    null,
                    Look.of(look));
        }
    }

    /**
     * The numbers of a look; the counts are missing where the guardrail's kind has none.
     *
     * @param asked what a system outside was asked, as it was sent and with its time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Look(
            String guardrail,
            String verdict,
            Instant windowStart,
            Instant windowEnd,
            @Nullable Long newErrors,
            @Nullable Long newEnded,
            @Nullable Long oldErrors,
            @Nullable Long oldEnded,
            @Nullable Double value,
            @Nullable Double threshold,
            @Nullable String asked) {

        static Look of(LookRow row) {
            return new Look(
                    row.guardrail(),
                    row.verdict(),
                    row.windowStart(),
                    row.windowEnd(),
                    row.newErrors(),
                    row.newEnded(),
                    row.oldErrors(),
                    row.oldEnded(),
                    row.value(),
                    row.threshold(),
                    row.asked());
        }
    }
}
