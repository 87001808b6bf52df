// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.flag.FlagRule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the users at 0 % whom later steps take to the new path, band by band, since one version of a flag. Memory is that of
 * a few numbers. No locks.
 */
public final class CohortCounter {

    /** Where nobody is told apart; does nothing. */
    public static final CohortCounter NONE = new CohortCounter("", Cohorts.NONE, List.of());

    private final String key;
    private final Cohorts cohorts;
    private final List<BandCounter> bands;

    private CohortCounter(String key, Cohorts cohorts, List<BandCounter> bands) {
        this.key = key;
        this.cohorts = cohorts;
        this.bands = bands;
    }

    /** For one version of a flag at 0 %. */
    public static CohortCounter of(String key, Cohorts cohorts) {
        return cohorts.isNone()
                ? NONE
                : new CohortCounter(
                        key,
                        cohorts,
                        Stream.generate(BandCounter::new).limit(cohorts.bands()).toList());
    }

    /**
     * The band of a call's user; null where it is in none: nobody in particular.
     *
     * @param isNew whether this user was not counted before
     */
    public @Nullable BandCounter enter(@Nullable String targetingKey, boolean isNew) {
        if (bands.isEmpty() || targetingKey == null || FlagRule.isNoKey(targetingKey)) {
            return null;
        }
        BandCounter band = bands.get(cohorts.band(key, targetingKey));
        if (isNew) {
            band.met();
        }
        return band;
    }

    /** From the first step's band on; empty where nobody is told apart. */
    public List<BandCounts> counts() {
        return bands.stream().map(BandCounter::counts).toList();
    }
}
