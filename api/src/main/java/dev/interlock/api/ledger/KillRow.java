// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

/** The flag after a kill; {@code percent} in thousandths, and 0. */
public record KillRow(int percent, long version, long epoch) {}
