// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import dev.interlock.domain.flag.Variant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One call between its start and its end. Equal to itself only. */
public final class CallInFlight {

    private final ArmCounter arm;
    private final @Nullable String targetingKey;
    private final long startedAt;
    private final CallEnd end;
    private final @Nullable BandCounter band;
    private final AtomicInteger bounds = new AtomicInteger();
    private final AtomicBoolean countedSlow = new AtomicBoolean();

    /** @param band null where users are not told apart */
    CallInFlight(
            ArmCounter arm, @Nullable String targetingKey, long startedAt, CallEnd end, @Nullable BandCounter band) {
        this.arm = arm;
        this.targetingKey = targetingKey;
        this.startedAt = startedAt;
        this.end = end;
        this.band = band;
    }

    public Variant variant() {
        return arm.variant();
    }

    /** To be told once. */
    public void end(CallResult result) {
        boolean counted = arm.end(this, result);
        end.ended(result, counted);
    }

    @Nullable
    String targetingKey() {
        return targetingKey;
    }

    void endedInBand(long square, boolean tookTooLong) {
        if (band != null) {
            band.ended(square, tookTooLong);
        }
    }

    long age(long now) {
        return now - startedAt;
    }

    /** From where on the bounds up to {@code exceeded} are for the caller to count; nobody counts one twice. */
    int claimBounds(int exceeded) {
        return Math.min(exceeded, bounds.getAndAccumulate(exceeded, Math::max));
    }

    /** The same at the call's end: from here on nobody counts a bound of it any more. */
    int claimLastBounds() {
        return bounds.getAndSet(Integer.MAX_VALUE);
    }

    /** True for the first who asks: a call is slow once, whether that shows while it hangs or when it ends. */
    boolean claimSlow() {
        return countedSlow.compareAndSet(false, true);
    }
}
