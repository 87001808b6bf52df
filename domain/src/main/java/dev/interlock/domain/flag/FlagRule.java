// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

import dev.interlock.domain.plan.Percent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One value of a flag, and the answer that it gives to each user.
 *
 * <p>The same user gets the same answer in every process, after a pause, a rollback and a re-ramp, because nothing but the
 * key, the user and the percentage goes into it. A user who is in at 5 % is in at 20 %.
 *
 * @param safeSide the answer where there is nobody to ask about
 */
public record FlagRule(String key, Percent percent, Variant safeSide) {

    /** As many buckets as a percentage has thousandths. */
    private static final int BUCKETS = Percent.FULL.thousandths();

    /**
     * @param thousandths of a percent, 0 to 100,000
     */
    public static FlagRule of(String key, int thousandths, Variant safeSide) {
        return new FlagRule(key, new Percent(thousandths), safeSide);
    }

    /** What a process goes by until it has heard of the flag: nobody is on the new path. */
    public static FlagRule unknown(String key) {
        return new FlagRule(key, Percent.ZERO, Variant.OLD);
    }

    /**
     * The path of one user. 0 % and 100 % answer alike for every context, with or without a key; between them a missing
     * or blank key gets the safe side.
     */
    public Variant evaluate(@Nullable String targetingKey) {
        if (percent.isZero()) {
            return Variant.OLD;
        }
        if (percent.isFull()) {
            return Variant.NEW;
        }
        if (targetingKey == null || isNoKey(targetingKey)) {
            return safeSide;
        }
        return bucket(key, targetingKey) < percent.thousandths() ? Variant.NEW : Variant.OLD;
    }

    /** Whether everybody is meant to be on one path, so that the other one has to drain; which one is said by the answer. */
    public boolean isFixed() {
        return percent.isZero() || percent.isFull();
    }

    /**
     * Where a user stands, from 0 to 99,999: flagd's fractional operator since its core 0.15.0, with two weights that
     * sum up to 100,000 and the candidate named first.
     */
    public static int bucket(String key, String targetingKey) {
        byte[] hashed = (key + targetingKey).getBytes(StandardCharsets.UTF_8);
        return (int) ((Integer.toUnsignedLong(Murmur3.hash32(hashed)) * BUCKETS) >>> 32);
    }

    /** OpenFeature drops a blank key before a provider sees it, so a blank one means the same everywhere. */
    public static boolean isNoKey(@Nullable String targetingKey) {
        return targetingKey == null || targetingKey.isBlank();
    }
}
