// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.interlock.api.ledger.MigrationRow;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.MigrationStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The present state. What the ledger does not keep is missing when it is not live.
 *
 * @param percent of the population on the new path, in percent
 * @param nextStepAt when the next step forward can be taken if all goes well; missing where time alone does not say
 * @param line are schema and application coupled, and who controls it: one sentence
 * @param evaluators that report the flag now
 * @param commands those that would be accepted now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StandPart(
        String phase,
        double percent,
        @Nullable String hold,
        @Nullable String holdKind,
        @Nullable Instant holdSince,
        int round,
        long epoch,
        @Nullable Instant nextAt,
        @Nullable String next,
        @Nullable Instant nextStepAt,
        String line,
        @Nullable Integer evaluators,
        @Nullable String lastVerdict,
        List<String> commands) {

    public StandPart {
        commands = List.copyOf(commands);
    }

    static StandPart of(MigrationStatus status) {
        return of(status, status.line(), null);
    }

    static StandPart of(MigrationStatus status, int evaluators) {
        return of(status, status.lineOn(evaluators), evaluators);
    }

    private static StandPart of(MigrationStatus status, String line, @Nullable Integer evaluators) {
        return new StandPart(
                status.phase(),
                status.percent(),
                status.hold(),
                status.holdKind(),
                status.holdSince(),
                status.round(),
                status.epoch(),
                status.nextAt(),
                status.next(),
                status.nextStepAt(),
                line,
                evaluators,
                status.lastVerdict(),
                status.commands());
    }

    static StandPart recorded(MigrationRow row) {
        String line = row.ended()
                ? "ended as " + row.endedAs()
                : "as last recorded in the ledger: the running workflow does not answer";
        return still(
                row.phase(),
                new Percent(row.percent()).asDouble(),
                row.hold(),
                row.round(),
                row.epoch(),
                row.next(),
                line,
                row.lastVerdict());
    }

    static StandPart waiting() {
        return still("QUEUED", 0, null, 1, 0, null, "started; no worker has taken it yet", null);
    }

    private static StandPart still(
            String phase,
            double percent,
            @Nullable String hold,
            int round,
            long epoch,
            @Nullable String next,
            String line,
            @Nullable String lastVerdict) {
        return new StandPart(
                phase, percent, hold, null, null, round, epoch, null, next, null, line, null, lastVerdict, List.of());
    }
}
