// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.port;

import dev.interlock.domain.lifecycle.RunPolicy;

/**
 * What the ledger knows of this migration now.
 *
 * @param sha256 of the whole plan, hex
 * @param continuesAt the phase that an earlier run of the same plan left behind, or {@code QUEUED}
 * @param round of that earlier run, else 1
 * @param expanded whether the expand scripts of that round are all applied
 * @param backfilled whether its backfill is complete
 */
public record Registered(
        long number,
        String sha256,
        RunPolicy policy,
        String continuesAt,
        long epoch,
        int round,
        boolean expanded,
        boolean backfilled) {}
