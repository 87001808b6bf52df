// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArmCounterTest {

    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final ArmCounter arm = new ArmCounter(Variant.NEW, now::get, Duration.ofMillis(250));

    @Test
    void startsEndsAndErrorsAreCounted() {
        begin("a").end(false);
        begin("b").end(true);
        begin("c");

        assertThat(arm.counts()).isEqualTo(new ArmCounts(3, 2, 1, 0, 1, 0));
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
        hanging.end(false);

        assertThat(notYet).isZero();
        assertThat(whileItHangs).isEqualTo(1);
        assertThat(arm.counts().slow()).isEqualTo(1);
    }

    @Test
    void aSlowCallBetweenTwoReportsIsCounted() {
        CallInFlight call = begin("a");
        pass(300);
        call.end(false);

        assertThat(arm.counts()).isEqualTo(new ArmCounts(1, 1, 0, 1, 0, 0));
    }

    @Test
    void aWithdrawnCallWasNeverThere() {
        arm.announce();
        arm.withdraw();

        assertThat(arm.counts()).isEqualTo(new ArmCounts(0, 0, 0, 0, 0, 0));
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
        return arm.begin(user);
    }

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
