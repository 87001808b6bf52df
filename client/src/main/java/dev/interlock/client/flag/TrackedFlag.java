// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import dev.interlock.client.count.ArmCounter;
import dev.interlock.client.count.CallInFlight;
import dev.interlock.client.count.CohortCounter;
import dev.interlock.client.count.UserCount;
import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One flag in this process: its value, and the calls that it sent off.
 *
 * <p>A report of version <i>n</i> with nothing in flight has to mean that no call of an older version is still to come.
 * Without a lock that takes two looks: a call announces itself and then looks again whether the value is still the one it
 * was judged by; {@link #apply} puts the new value in place and only then are the counts read. Whichever was first, the
 * other one sees it (both are volatile accesses, so they have one order): either the call is in the report, or the call
 * sees the new value and asks again.
 */
public final class TrackedFlag {

    private final String key;
    private final LongSupplier ticker;
    private final ArmCounter oldArm;
    private final ArmCounter newArm;
    private volatile HeldFlag held;
    private volatile UserCount users = new UserCount(0);
    private volatile CohortCounter cohorts = CohortCounter.NONE;
    private volatile boolean evaluated;
    private volatile long evaluatedAt;

    /**
     * @param ticker nanoseconds from any origin, never going back
     * @param slowAfter a call that takes longer is slow
     */
    public TrackedFlag(String key, LongSupplier ticker, Duration slowAfter) {
        this.key = key;
        this.ticker = ticker;
        this.oldArm = new ArmCounter(Variant.OLD, ticker, slowAfter);
        this.newArm = new ArmCounter(Variant.NEW, ticker, slowAfter);
        this.held = HeldFlag.unknown(key);
    }

    public String key() {
        return key;
    }

    public HeldFlag held() {
        return held;
    }

    /** The answer alone; the ledger learns when the last one was given, not what came of it. */
    public Variant evaluate(@Nullable String targetingKey) {
        noteEvaluation();
        return held.rule().evaluate(targetingKey);
    }

    /** Judges a call and begins it, as one step in the eyes of {@link #report}. */
    public CallInFlight enter(@Nullable String targetingKey) {
        noteEvaluation();
        while (true) {
            HeldFlag judgedBy = held;
            ArmCounter arm = arm(judgedBy.rule().evaluate(targetingKey));
            arm.announce();
            if (judgedBy.equals(held)) {
                boolean isNew = users.add(judgedBy.version(), arm.variant(), targetingKey);
                return arm.begin(targetingKey, cohorts.enter(judgedBy.version(), targetingKey, isNew));
            }
            arm.withdraw();
        }
    }

    /** Answers by another value from here on. False when it is the one held already. One thread at a time. */
    public boolean apply(HeldFlag next) {
        if (held.equals(next)) {
            return false;
        }
        held = next;
        users = new UserCount(next.version());
        cohorts = next.counter();
        return true;
    }

    /** Reads the version first: all that an older version sent off is then in the counts. */
    public FlagReport report(boolean leaving) {
        long version = held.version();
        UserCount counted = users;
        CohortCounter toldApart = cohorts;
        return new FlagReport(
                key,
                version,
                evaluatedMillisAgo(),
                oldArm.counts(),
                newArm.counts(),
                counted.onOldPath(),
                counted.onNewPath(),
                leaving,
                toldApart.counts());
    }

    /** Whether calls are in flight on a path that nobody is sent to any more. */
    public boolean isDraining() {
        HeldFlag now = held;
        return isDraining(now, oldArm) || isDraining(now, newArm);
    }

    private static boolean isDraining(HeldFlag held, ArmCounter arm) {
        return held.mustDrain(arm.variant()) && !arm.isIdle();
    }

    private ArmCounter arm(Variant variant) {
        return variant == Variant.NEW ? newArm : oldArm;
    }

    private void noteEvaluation() {
        evaluatedAt = ticker.getAsLong();
        evaluated = true;
    }

    private OptionalLong evaluatedMillisAgo() {
        if (!evaluated) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.max(0, TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - evaluatedAt)));
    }
}
