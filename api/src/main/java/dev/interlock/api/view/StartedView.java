// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import java.util.List;

/**
 * A migration that has been started.
 *
 * @param off what is switched off because it is not built yet
 * @param repeated whether the same {@code Idempotency-Key} had started it before
 */
public record StartedView(
        String database,
        String id,
        String workflowId,
        String runId,
        String planSha256,
        List<String> off,
        boolean repeated) {

    public StartedView {
        off = List.copyOf(off);
    }
}
