// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.time.Instant;

/** A release that needs the old path, and who says so. */
public record ReleaseRow(String name, String actor, String reason, Instant addedAt) {}
