// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One look of one guardrail; {@code percent} in thousandths. */
public record LookRow(
        String guardrail,
        Instant windowStart,
        Instant windowEnd,
        int percent,
        @Nullable Long newErrors,
        @Nullable Long oldErrors,
        @Nullable Long newEnded,
        @Nullable Long oldEnded,
        @Nullable Double value,
        @Nullable Double threshold,
        String verdict,
        String sentence,
        @Nullable String asked) {}
