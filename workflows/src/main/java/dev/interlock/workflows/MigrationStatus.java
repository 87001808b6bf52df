// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands, flat, for people and programs.
 *
 * @param phase such as {@code RAMPING}
 * @param percent of the population on the new path, in percent
 * @param hold the reason for standing still, or null
 * @param holdKind such as {@code PAUSE}, or null
 * @param nextAt when the next thing is due, as far as time decides it, or null
 * @param next what comes next, one sentence
 * @param nextStepAt when the next step forward can be taken if all goes well, or null where time alone does not say
 * @param line are schema and application coupled, and who controls it: one sentence
 * @param commands those that would be accepted now
 * @param off what is switched off because it is not built yet
 */
public record MigrationStatus(
        String database,
        String id,
        long number,
        String planSha256,
        String description,
        String owner,
        List<String> tables,
        String flagKey,
        String phase,
        double percent,
        @Nullable String hold,
        @Nullable String holdKind,
        @Nullable Instant holdSince,
        int round,
        long epoch,
        @Nullable Instant nextAt,
        String next,
        @Nullable Instant nextStepAt,
        String line,
        @Nullable String lastVerdict,
        List<String> commands,
        List<String> off) {

    public MigrationStatus {
        tables = List.copyOf(tables);
        commands = List.copyOf(commands);
        off = List.copyOf(off);
    }

    /** {@link #line} as somebody says it who knows how many evaluators report the flag, which a workflow does not. */
    public String lineOn(int evaluators) {
        return CouplingLine.on(line, evaluators);
    }
}
