// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.client.count.CallInFlight;
import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrackedFlagTest {

    private final AtomicLong now = new AtomicLong();
    private final TrackedFlag flag = new TrackedFlag("f", now::get, Duration.ofMillis(250));

    @Test
    void everybodyIsOnTheOldPathBeforeAnyValue() {
        assertThat(flag.evaluate("anybody")).isEqualTo(Variant.OLD);
        assertThat(flag.held().isKnown()).isFalse();
    }

    @Test
    void aCallKeepsItsPathWhenTheFlagMoves() {
        flag.apply(Values.at("f", 1, 100));
        CallInFlight call = flag.enter("anybody");
        flag.apply(Values.at("f", 2, 0));
        call.end(true);

        FlagReport report = flag.report(false);

        assertThat(report.version()).isEqualTo(2);
        assertThat(report.newArm().errors()).isEqualTo(1);
        assertThat(report.oldArm().started()).isZero();
    }

    @Test
    void usersAreCountedOnceForEachVersion() {
        flag.apply(Values.at("f", 1, 100));
        flag.enter("anybody").end(false);
        flag.enter("anybody").end(false);
        flag.enter("somebody").end(false);
        flag.enter(null).end(false);
        FlagReport first = flag.report(false);
        flag.apply(Values.at("f", 2, 0));
        flag.enter("anybody").end(false);
        FlagReport second = flag.report(false);

        assertThat(first.newUsers()).isEqualTo(2);
        assertThat(first.oldUsers()).isZero();
        assertThat(second.newUsers()).isZero();
        assertThat(second.oldUsers()).isEqualTo(1);
    }

    @Test
    void soManyUsersAreCountedAndNoMore() {
        flag.apply(Values.at("f", 1, 50));
        for (int user = 0; user < 10_000; user++) {
            flag.enter("user-" + user).end(false);
        }

        FlagReport report = flag.report(false);
        assertThat(report.oldUsers() + report.newUsers()).isEqualTo(4_096);
        assertThat(report.newUsers()).isBetween(1_900L, 2_200L);
    }

    @Test
    void theSameValueAgainIsNoChange() {
        assertThat(flag.apply(Values.at("f", 1, 5))).isTrue();
        assertThat(flag.apply(Values.at("f", 1, 5))).isFalse();
    }

    @Test
    void drainingIsWorkOnAPathThatNobodyIsSentTo() {
        flag.apply(Values.at("f", 1, 100));
        CallInFlight call = flag.enter("anybody");
        boolean atFull = flag.isDraining();
        flag.apply(Values.at("f", 2, 50));
        boolean between = flag.isDraining();
        flag.apply(Values.at("f", 3, 0));
        boolean atZero = flag.isDraining();
        call.end(false);

        assertThat(atFull).isFalse();
        assertThat(between).isFalse();
        assertThat(atZero).isTrue();
        assertThat(flag.isDraining()).isFalse();
    }

    @Test
    void theLastEvaluationHasItsAgeTold() {
        OptionalLong before = flag.report(false).evaluatedMillisAgo();
        flag.evaluate("anybody");
        now.addAndGet(Duration.ofMillis(70).toNanos());

        assertThat(before).isEmpty();
        assertThat(flag.report(false).evaluatedMillisAgo()).hasValue(70);
    }
}
