// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;

/**
 * How exact parity is proven.
 *
 * @param maxSnapshotAge how long its one snapshot may be held: for so long VACUUM removes nothing that was deleted since
 */
public record ParityPolicy(Duration maxSnapshotAge) {}
