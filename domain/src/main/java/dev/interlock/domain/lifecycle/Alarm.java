// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;

/**
 * The moment at which time alone changes something.
 *
 * @param label what people read on the timer
 */
public record Alarm(Instant at, String label) {}
