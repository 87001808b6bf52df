// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.flag.SlowBounds;
import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArmCounterTest {

    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final ArmCounter arm = new ArmCounter(Variant.NEW, now::get, Duration.ofMillis(250));

    @Test
    void startsEndsAndErrorsAreCounted() {
        begin("a").end(CallResult.RETURNED);
        begin("b").end(CallResult.FAILED);
        begin("c");

        assertThat(ArmFigures.of(arm.counts())).containsExactly(3L, 2L, 1L, 0L, 1L, 0L);
    }

    @Test
    void theOldestCallInFlightHasItsAgeTold() {
        begin("a");
        pass(40);
        begin("b");
        pass(60);

        assertThat(arm.counts().oldestMillis()).isEqualTo(100);
    }

    @Test
    void aHangingCallIsSlowBeforeItEndsAndOnlyOnce() {
        CallInFlight hanging = begin("a");
        pass(250);
        long notYet = arm.counts().slow();
        pass(1);
        long whileItHangs = arm.counts().slow();
        hanging.end(CallResult.RETURNED);

        assertThat(notYet).isZero();
        assertThat(whileItHangs).isEqualTo(1);
        assertThat(arm.counts().slow()).isEqualTo(1);
    }

    @Test
    void aSlowCallBetweenTwoReportsIsCounted() {
        CallInFlight call = begin("a");
        pass(300);
        call.end(CallResult.RETURNED);

        assertThat(ArmFigures.of(arm.counts())).containsExactly(1L, 1L, 0L, 1L, 0L, 0L);
    }

    @Test
    void aHangingCallIsBeyondEachBoundThatItPassesOnceAndNeverWithinIt() {
        CallInFlight hanging = begin("a");
        pass(5);
        TimeCounts whileItHangs = arm.counts().times();
        pass(2);
        hanging.end(CallResult.RETURNED);
        TimeCounts atTheEnd = arm.counts().times();

        assertThat(whileItHangs.slower().subList(0, 7)).containsExactly(1L, 1L, 1L, 1L, 1L, 0L, 0L);
        assertThat(whileItHangs.faster()).containsOnly(0L);
        assertThat(atTheEnd.slower().subList(0, 7)).containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 0L);
        assertThat(atTheEnd.faster().subList(0, 7)).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void everyEndedCallIsOnOneSideOfEachBound() {
        for (int millis = 0; millis < 40; millis++) {
            CallInFlight call = begin("a");
            pass(millis);
            call.end(CallResult.RETURNED);
        }
        TimeCounts times = arm.counts().times();

        for (int index = 0; index < SlowBounds.COUNT; index++) {
            assertThat(times.faster().get(index) + times.slower().get(index)).isEqualTo(40);
        }
    }

    @Test
    void errorsOfOneUserWeighByTheirSquare() {
        begin("a").end(CallResult.FAILED);
        begin("a").end(CallResult.FAILED);
        begin("a").end(CallResult.FAILED);
        begin("a").end(CallResult.FAILED);
        begin("b").end(CallResult.FAILED);

        assertThat(arm.counts().errors()).isEqualTo(4);
        assertThat(arm.counts().errorSquares()).isEqualTo(9 + 1);
    }

    @Test
    void aWithdrawnCallWasNeverThere() {
        arm.announce();
        arm.withdraw();

        assertThat(ArmFigures.of(arm.counts())).containsExactly(0L, 0L, 0L, 0L, 0L, 0L);
        assertThat(arm.isIdle()).isTrue();
    }

    @Test
    void anAnnouncedCallIsInFlight() {
        arm.announce();

        assertThat(arm.counts().inFlight()).isEqualTo(1);
        assertThat(arm.isIdle()).isFalse();
    }

    private CallInFlight begin(String user) {
        arm.announce();
        return arm.begin(user, CallEnd.UNHEARD, null);
    }

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
