// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.port;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * The plan's files as they were sent.
 *
 * @param files path → content
 * @param database as in the workflow id {@code migration.<database>.<id>}; must equal the plan's
 * @param migration likewise
 * @param startedBy the person, for the four-eyes rule and the audit
 * @param queue whether to wait for a claimed table, although the plan does not say so
 */
public record Registration(
        Map<String, String> files,
        String database,
        String migration,
        String runId,
        String startedBy,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean queue) {

    public Registration {
        files = Map.copyOf(files);
    }
}
