// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import java.time.Duration;

/**
 * How far the replica that is furthest behind has fallen back.
 *
 * @param replica its {@code application_name}; empty when there is no replica
 */
public record Lag(String replica, Duration behind) {

    /** Nobody replicates from this server: there is nothing to wait for. */
    public static final Lag NONE = new Lag("", Duration.ZERO);
}
