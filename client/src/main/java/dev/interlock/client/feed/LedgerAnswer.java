// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.flag.HeldFlag;
import java.time.Duration;

/**
 * What the ledger says of a flag.
 *
 * @param reportEvery how long the next report may wait, so that a large fleet does not write too much; asking is free
 * @param ramping whether the flag's migration has come to its ramp: what the new path reads is there
 */
public record LedgerAnswer(HeldFlag held, Duration reportEvery, boolean ramping) {}
