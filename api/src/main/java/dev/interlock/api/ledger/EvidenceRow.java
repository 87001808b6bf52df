// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.time.Instant;

/** What a gate looked at and found; {@code facts} is a JSON object. */
public record EvidenceRow(String gate, Instant at, boolean open, String facts) {}
