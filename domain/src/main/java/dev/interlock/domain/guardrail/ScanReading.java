// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How often each large claimed table has been scanned from end to end since its statistics began.
 *
 * @param scans table → sequential scans, all partitions together; tables of up to 1,000 pages are left out
 */
public record ScanReading(Map<String, Long> scans) {

    /** A table with no more pages than this may be scanned: that is often the best plan. */
    public static final int SMALL_PAGES = 1_000;

    public ScanReading {
        scans = Map.copyOf(scans);
    }

    /**
     * Scans a minute since {@code earlier}. A table that was small then begins to count now.
     *
     * @return empty when the statistics were reset in between, or no time has passed
     */
    OptionalDouble perMinuteSince(ScanReading earlier, Duration window) {
        long scanned = 0;
        for (Map.Entry<String, Long> table : scans.entrySet()) {
            long more = table.getValue() - earlier.scans.getOrDefault(table.getKey(), table.getValue());
            if (more < 0) {
                return OptionalDouble.empty();
            }
            scanned += more;
        }
        return window.toMillis() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(scanned * 60_000.0 / window.toMillis());
    }
}
