// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a migration starts from. The files travel once, here; afterwards only their SHA-256 does.
 *
 * @param files path relative to the plan's folder → content
 * @param startedBy goes on record, and becomes one line that every database keeps
 * @param queue whether to wait for a claimed table, although the plan does not say so
 * @param heartbeatTimeout after which a silent worker is given up; null for 20 s
 * @param longestHistory events after which the migration goes on in a fresh run; null for as many as the server suggests
 * @param carried what the run before this one left, where this one goes on after it; then there are no files
 */
public record StartInput(
        Map<String, String> files,
        String startedBy,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean queue,
        @Nullable Duration heartbeatTimeout,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer longestHistory,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Carried carried) {

    private static final Duration USUAL_HEARTBEAT_TIMEOUT = Duration.ofSeconds(20);

    public StartInput {
        files = Map.copyOf(files);
        startedBy = Spoken.line(startedBy, Spoken.LONGEST);
    }

    public StartInput(Map<String, String> files, String startedBy) {
        this(files, startedBy, null);
    }

    public StartInput(Map<String, String> files, String startedBy, @Nullable Duration heartbeatTimeout) {
        this(files, startedBy, false, heartbeatTimeout, null, null);
    }

    /** For the run that goes on after this one. */
    StartInput carrying(Carried left) {
        return new StartInput(Map.of(), startedBy, queue, heartbeatTimeout, longestHistory, left);
    }

    Duration heartbeat() {
        return heartbeatTimeout == null ? USUAL_HEARTBEAT_TIMEOUT : heartbeatTimeout;
    }
}
