// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The workflow's own time, the same on every replay. */
final class Now {

    private Now() {}

    static Instant instant() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
