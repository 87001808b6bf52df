// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that a source outside is asked about: from the last window that was answered to now.
 *
 * @param shortest over less time no counts are asked for, and no value looks back less far
 */
public record CountedWindow(Duration shortest) {

    /** A longer one would be dearer each time that it is not answered in time. */
    public static final Duration LONGEST = Duration.ofHours(1);

    /** In the shortest window. */
    private static final int FEWEST_SAMPLES = 4;

    /** What is read further apart than this is not the same sample twice. */
    public Duration betweenSamples() {
        return shortest.dividedBy(FEWEST_SAMPLES);
    }

    /** Whether counts may be asked for. */
    public boolean isOver(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(shortest) >= 0;
    }

    /** How much of it is asked about. */
    public Duration length(Instant since, Instant now) {
        Duration length = Duration.between(since, now);
        Duration least = length.compareTo(shortest) < 0 ? shortest : length;
        return least.compareTo(LONGEST) < 0 ? least : LONGEST;
    }
}
