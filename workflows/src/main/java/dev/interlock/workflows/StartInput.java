// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a migration starts from. The files travel once, here; afterwards only their SHA-256 does.
 *
 * @param files path relative to the plan's folder → content
 * @param startedBy goes on record, and becomes one line that every database keeps
 * @param heartbeatTimeout after which a silent worker is given up; null for 20 s
 */
public record StartInput(
        Map<String, String> files,
        String startedBy,
        @Nullable Duration heartbeatTimeout) {

    private static final Duration USUAL_HEARTBEAT_TIMEOUT = Duration.ofSeconds(20);

    public StartInput {
        files = Map.copyOf(files);
        startedBy = Spoken.line(startedBy, Spoken.LONGEST);
    }

    public StartInput(Map<String, String> files, String startedBy) {
        this(files, startedBy, null);
    }

    Duration heartbeat() {
        return heartbeatTimeout == null ? USUAL_HEARTBEAT_TIMEOUT : heartbeatTimeout;
    }
}
