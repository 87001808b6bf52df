// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.client.count.BandCounts;
import dev.interlock.client.count.CallInFlight;
import dev.interlock.client.count.CallResult;
import dev.interlock.client.count.RedLine;
import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrackedFlagTest {

    private final AtomicLong now = new AtomicLong();
    private final TrackedFlag flag = new TrackedFlag("f", now::get, Duration.ofMillis(250), RedLine.Limits.DEFAULT);

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
        call.end(CallResult.FAILED);

        FlagReport report = flag.report(false);

        assertThat(report.version()).isEqualTo(2);
        assertThat(report.newArm().errors()).isEqualTo(1);
        assertThat(report.oldArm().started()).isZero();
    }

    @Test
    void usersAreCountedOnceForEachVersion() {
        flag.apply(Values.at("f", 1, 100));
        flag.enter("anybody").end(CallResult.RETURNED);
        flag.enter("anybody").end(CallResult.RETURNED);
        flag.enter("somebody").end(CallResult.RETURNED);
        flag.enter(null).end(CallResult.RETURNED);
        FlagReport first = flag.report(false);
        flag.apply(Values.at("f", 2, 0));
        flag.enter("anybody").end(CallResult.RETURNED);
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
            flag.enter("user-" + user).end(CallResult.RETURNED);
        }

        FlagReport report = flag.report(false);
        assertThat(report.oldUsers() + report.newUsers()).isEqualTo(4_096);
        assertThat(report.newUsers()).isBetween(1_900L, 2_200L);
    }

    @Test
    void atZeroPercentUsersAreToldApartByTheStepThatTakesThemIn() {
        flag.apply(Values.calibrating("f", 1, 5_000, 50_000));
        for (int user = 0; user < 1_000; user++) {
            flag.enter("user-" + user).end(CallResult.RETURNED);
        }
        List<Long> met =
                flag.report(false).bands().stream().map(BandCounts::users).toList();

        assertThat(met).containsExactly(in(0, 5_000), in(5_000, 50_000), in(50_000, 100_000));
        assertThat(flag.report(false).bands()).extracting(BandCounts::ended).isEqualTo(met);
    }

    @Test
    void aBandHasItsErrorsCappedAndItsSlowCallsCounted() {
        flag.apply(Values.calibrating("f", 1, 99_999));
        for (int call = 0; call < 5; call++) {
            CallInFlight begun = flag.enter("robot");
            now.addAndGet(call == 0 ? Duration.ofMillis(251).toNanos() : 0);
            begun.end(CallResult.FAILED);
        }

        assertThat(flag.report(false).bands().get(0)).isEqualTo(new BandCounts(1, 5, 3, 9, 1));
    }

    @Test
    void whoIsNobodyInParticularIsInNoBand() {
        flag.apply(Values.calibrating("f", 1, 50_000));
        flag.enter(null).end(CallResult.FAILED);
        flag.enter(" ").end(CallResult.FAILED);

        assertThat(flag.report(false).bands()).containsOnly(new BandCounts(0, 0, 0, 0, 0));
    }

    @Test
    void aboveZeroPercentNobodyIsToldApart() {
        flag.apply(Values.calibrating("f", 1, 50_000));
        CallInFlight begunBefore = flag.enter("anybody");
        flag.apply(new HeldFlag(FlagRule.of("f", 5_000, Variant.OLD), 2, 0, false, new Cohorts(List.of(50_000))));
        flag.enter("anybody").end(CallResult.FAILED);
        begunBefore.end(CallResult.FAILED);

        assertThat(flag.report(false).bands()).isEmpty();
    }

    private static long in(int from, int to) {
        return IntStream.range(0, 1_000)
                .map(user -> FlagRule.bucket("f", "user-" + user))
                .filter(bucket -> bucket >= from && bucket < to)
                .count();
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
        call.end(CallResult.RETURNED);

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
