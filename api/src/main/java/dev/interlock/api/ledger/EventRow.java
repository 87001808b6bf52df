// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the audit; {@code percent} in thousandths. */
public record EventRow(
        Instant at,
        String kind,
        String actor,
        boolean verified,
        String text,
        String phase,
        int percent,
        @Nullable String hold) {}
