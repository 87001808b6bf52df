// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import dev.interlock.client.count.ArmCounter;
import dev.interlock.client.count.CallInFlight;
import dev.interlock.client.count.OverruleCounter;
import dev.interlock.client.count.RedLine;
import dev.interlock.client.count.ShadowCounter;
import dev.interlock.client.count.ShadowSlot;
import dev.interlock.client.count.Way;
import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** So many reports in which reads are compared have to arrive before the first one runs. */
    private static final int ANNOUNCED = 2;

    private final String key;
    private final LongSupplier ticker;
    private final RedLine.Limits limits;
    private final ArmCounter oldArm;
    private final ArmCounter newArm;
    private final OverruleCounter overrulings = new OverruleCounter();
    private final ShadowCounter shadows;
    private final AtomicInteger announcements = new AtomicInteger();
    private volatile Serving serving;
    private volatile boolean ledgerAway;
    private volatile boolean ramping;
    private volatile boolean evaluated;
    private volatile long evaluatedAt;

    /**
     * @param ticker nanoseconds from any origin, never going back
     * @param slowAfter a call that takes longer is slow
     * @param limits of what this process lets the new path do before it keeps its users on the old one
     */
    public TrackedFlag(String key, LongSupplier ticker, Duration slowAfter, RedLine.Limits limits) {
        this.key = key;
        this.ticker = ticker;
        this.limits = limits;
        this.oldArm = new ArmCounter(Variant.OLD, ticker, slowAfter);
        this.newArm = new ArmCounter(Variant.NEW, ticker, slowAfter);
        this.shadows = new ShadowCounter(ticker);
        this.serving = Serving.of(HeldFlag.unknown(key), null);
    }

    public String key() {
        return key;
    }

    public HeldFlag held() {
        return serving.held();
    }

    /** The answer alone; the ledger learns when the last one was given, not what came of it. */
    public Variant evaluate(@Nullable String targetingKey) {
        noteEvaluation();
        Serving by = serving;
        return by.taken(by.given(targetingKey));
    }

    /** Judges a call and begins it, as one step in the eyes of {@link #report}. */
    public CallInFlight enter(@Nullable String targetingKey) {
        noteEvaluation();
        while (true) {
            Serving by = serving;
            Variant given = by.given(targetingKey);
            Way way = by.way(given);
            ArmCounter arm = arm(way.taken());
            arm.announce();
            if (by.equals(serving)) {
                return arm.begin(targetingKey, way.end(), by.met(given, targetingKey));
            }
            arm.withdraw();
        }
    }

    /** Answers by another value from here on. False when it is the one held already. One thread at a time. */
    public boolean apply(HeldFlag next) {
        if (held().equals(next)) {
            return false;
        }
        serving = Serving.of(next, next.mayBeOverruled() ? line() : null);
        return true;
    }

    private RedLine line() {
        return new RedLine(key, limits, () -> ledgerAway, overrulings);
    }

    /**
     * A read is about to take the old path, and was sampled to be tried on the new one too. Empty, and counted as skipped, where as
     * many as may be are in flight.
     *
     * <p>The ledger has to know beforehand: whoever never had a call above 0 % is not asked whether the new path is empty, unless
     * it compares reads. So the first ones are skipped until {@link #ANNOUNCED} reports that say so have been answered, and their
     * answers obeyed: when the first of them was committed, the second one brought whatever was decided without knowing of it.
     */
    public Optional<Shadow> shadow(int most) {
        Serving by = serving;
        if (!by.allowsShadows(ramping)) {
            return Optional.empty();
        }
        Optional<ShadowSlot> slot = announcements.get() < ANNOUNCED ? Optional.empty() : shadows.take(most);
        if (slot.isEmpty()) {
            shadows.skipped();
        }
        return slot.map(taken -> new Shadow(newArm, shadows, taken, () -> by.equals(serving)));
    }

    /** The ledger has this report, and what it answered is applied. One thread at a time. */
    public void delivered(FlagReport report) {
        if (report.shadows().any() && announcements.get() < ANNOUNCED) {
            announcements.incrementAndGet();
        }
    }

    /** No read is tried on the new path from here on. One thread at a time. */
    public void leave() {
        serving = serving.asItLeaves();
    }

    /** Whether the flag's migration has come to its ramp, so that the new path finds what it reads. */
    public void ramping(boolean hasBegun) {
        ramping = hasBegun;
    }

    /** Whether the last attempt to tell the ledger of this flag has arrived. */
    public void ledgerAnswered(boolean answered) {
        ledgerAway = !answered;
    }

    /** Reads the version first: all that an older version sent off is then in the counts. */
    public FlagReport report(boolean leaving) {
        Serving by = serving;
        return new FlagReport(
                key,
                by.held().version(),
                evaluatedMillisAgo(),
                oldArm.counts(),
                newArm.counts(),
                by.users().onOldPath(),
                by.users().onNewPath(),
                overrulings.counts(by.isOverruled()),
                shadows.counts(),
                leaving,
                by.cohorts().counts());
    }

    /** Whether calls are in flight on a path that nobody is sent to any more. */
    public boolean isDraining() {
        Serving now = serving;
        int welcome = now.held().allowsShadows(ramping) ? shadows.running() : 0;
        boolean fromNew = now.held().mustDrain(Variant.NEW) && !newArm.isIdleBut(welcome);
        boolean fromOld = now.held().mustDrain(Variant.OLD) && !oldArm.isIdle();
        return fromNew || (fromOld && !now.isOverruled());
    }

    /** Whether everybody is kept on the old path, whatever the flag says: until its next value. */
    public boolean isOverruled() {
        return serving.isOverruled();
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
