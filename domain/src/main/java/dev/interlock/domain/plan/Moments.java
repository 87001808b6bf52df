// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as people read them, always in UTC: people in several places read the same line. */
public final class Moments {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private Moments() {}

    /** {@code 2026-09-15 10:00:00Z}: to the second, which is what people act by. */
    public static String text(Instant moment) {
        return SECONDS.format(moment);
    }
}
