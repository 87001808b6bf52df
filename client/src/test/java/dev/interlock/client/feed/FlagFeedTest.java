// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.client.count.CallInFlight;
import dev.interlock.client.count.CallResult;
import dev.interlock.client.count.RedLine;
import dev.interlock.client.flag.FlagReport;
import dev.interlock.client.flag.HeldFlag;
import dev.interlock.client.flag.TrackedFlag;
import dev.interlock.client.flag.Values;
import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FlagFeedTest {

    private final AtomicLong now = new AtomicLong();
    private double phase = 1;
    private final TrackedFlag flag = new TrackedFlag("f", now::get, Duration.ofMillis(250), RedLine.Limits.DEFAULT);
    private final TrackedFlag other = new TrackedFlag("g", now::get, Duration.ofMillis(250), RedLine.Limits.DEFAULT);
    private final FakeLine ledger = new FakeLine();
    private final List<HeldFlag> changes = new ArrayList<>();
    private final FlagFeed feed =
            new FlagFeed(List.of(flag, other), Cadence.DEFAULT, ledger, now::get, () -> phase, changes::add);

    @Test
    void aNewVersionIsAcknowledgedAtOnce() {
        ledger.flags.put("f", Values.at("f", 7, 100));

        feed.turn(Set.of());

        assertThat(versionsOf("f")).containsExactly(0L, 7L);
        assertThat(flag.evaluate("anybody")).isEqualTo(Variant.NEW);
        assertThat(changes).containsExactly(Values.at("f", 7, 100));
    }

    @Test
    void aSettledFlagIsReportedEveryTenSeconds() {
        feed.turn(Set.of());

        assertThat(reportsWithin(30_000)).isEqualTo(3);
    }

    @Test
    void aMovingFlagIsReportedEverySecond() {
        ledger.flags.put("f", Values.at("f", 1, 5));
        feed.turn(Set.of());

        assertThat(reportsWithin(30_000)).isEqualTo(30);
    }

    @Test
    void aPathThatHasToDrainIsReportedEverySecondAndOnceItIsEmpty() {
        ledger.flags.put("f", Values.at("f", 1, 100));
        feed.turn(Set.of());
        CallInFlight call = flag.enter("anybody");
        ledger.flags.put("f", Values.at("f", 2, 0));
        feed.turn(Set.of("f"));

        assertThat(reportsWithin(5_000)).isEqualTo(5);
        assertThat(feed.untilNextTurn()).isLessThanOrEqualTo(Duration.ofMillis(20));

        call.end(CallResult.RETURNED);

        assertThat(reportsWithin(20)).isEqualTo(1);
        assertThat(last("f").newArm().inFlight()).isZero();
        assertThat(reportsWithin(9_000)).isZero();
    }

    @Test
    void oneOfManyAsksEverySecondAndReportsAsSeldomAsItIsTold() {
        ledger.reportEvery = Duration.ofSeconds(50);
        ledger.flags.put("f", Values.at("f", 1, 5));
        feed.turn(Set.of());
        ledger.questions.clear();

        assertThat(reportsWithin(200_000)).isEqualTo(4);
        assertThat(ledger.questions.stream().filter("f"::equals)).hasSize(196);
    }

    @Test
    void oneOfManyThatReportedOutOfTurnDoesNotKeepStepWithAllOthers() {
        phase = 0.3;
        ledger.reportEvery = Duration.ofSeconds(50);
        ledger.flags.put("f", Values.at("f", 1, 5));
        feed.turn(Set.of());

        assertThat(reportsWithin(14_000)).isZero();
        assertThat(reportsWithin(1_000)).isEqualTo(1);
        assertThat(reportsWithin(49_000)).isZero();
        assertThat(reportsWithin(1_000)).isEqualTo(1);
    }

    @Test
    void oneOfManyThatLearnsThatTheyAreManyDoesNotKeepStepWithAllOthers() {
        phase = 0.3;
        ledger.flags.put("f", Values.at("f", 1, 5));
        feed.turn(Set.of());
        reportsWithin(3_000);
        ledger.reportEvery = Duration.ofSeconds(50);
        reportsWithin(1_000);

        assertThat(reportsWithin(14_000)).isZero();
        assertThat(reportsWithin(1_000)).isEqualTo(1);
        assertThat(reportsWithin(49_000)).isZero();
    }

    @Test
    void oneOfManyAcknowledgesANewVersionAtOnceWhenItHasAskedForIt() {
        ledger.reportEvery = Duration.ofSeconds(50);
        ledger.flags.put("f", Values.at("f", 1, 5));
        feed.turn(Set.of());
        ledger.flags.put("f", Values.at("f", 2, 0));

        assertThat(reportsWithin(1_000)).isEqualTo(1);
        assertThat(last("f").version()).isEqualTo(2);
    }

    @Test
    void oneOfManyThatHasAPathToDrainIsNotPutOff() {
        ledger.reportEvery = Duration.ofSeconds(50);
        ledger.flags.put("f", Values.at("f", 1, 100));
        feed.turn(Set.of());
        CallInFlight call = flag.enter("anybody");
        ledger.flags.put("f", Values.at("f", 2, 0));
        feed.turn(Set.of("f"));

        assertThat(reportsWithin(5_000)).isEqualTo(5);
        call.end(CallResult.RETURNED);
        assertThat(reportsWithin(20)).isEqualTo(1);
    }

    @Test
    void aProcessThatOverrulesTheFlagReportsEverySecond() {
        ledger.flags.put("f", Values.at("f", 1, 100));
        feed.turn(Set.of());
        for (int call = 0; call < 20; call++) {
            flag.enter("user-" + call).end(CallResult.FAILED);
        }
        flag.enter("anybody").end(CallResult.RETURNED);
        flag.enter("anybody").end(CallResult.FAILED);
        CallInFlight kept = flag.enter("anybody");

        assertThat(reportsWithin(5_000)).isEqualTo(5);
        kept.end(CallResult.RETURNED);
        assertThat(reportsWithin(1_000)).isEqualTo(1);
        assertThat(last("f").overruling().withheld()).isEqualTo(1);
    }

    @Test
    void aFlagThatIsObeyedAgainIsToldAtOnce() {
        ledger.reportEvery = Duration.ofSeconds(50);
        ledger.flags.put("f", Values.at("f", 1, 100));
        feed.turn(Set.of());
        for (int call = 0; call < 20; call++) {
            flag.enter("user-" + call).end(CallResult.FAILED);
        }
        reportsWithin(1_000);
        boolean overruled = last("f").overruling().now();
        flag.enter("anybody").end(CallResult.RETURNED);
        flag.enter("anybody").end(CallResult.RETURNED);

        assertThat(overruled).isTrue();
        assertThat(reportsWithin(20)).isEqualTo(1);
        assertThat(last("f").overruling().now()).isFalse();
    }

    @Test
    void theFlagKnowsWhetherTheLedgerAnswers() {
        ledger.flags.put("f", Values.at("f", 1, 100));
        feed.turn(Set.of());
        for (int call = 0; call < 3; call++) {
            flag.enter("user-" + call).end(CallResult.FAILED);
        }
        boolean whileItAnswers = flag.isOverruled();
        ledger.away = true;
        reportsWithin(10_000);
        for (int call = 0; call < 3; call++) {
            flag.enter("somebody-" + call).end(CallResult.FAILED);
        }

        assertThat(whileItAnswers).isFalse();
        assertThat(flag.isOverruled()).isTrue();
    }

    @Test
    void newsOfOneFlagReportsThatOneAlone() {
        feed.turn(Set.of());
        ledger.reports.clear();

        feed.turn(Set.of("g", "unheard of"));

        assertThat(ledger.reports).extracting(FlagReport::key).containsExactly("g");
    }

    @Test
    void newsThatMayConcernAllReportsAll() {
        feed.turn(Set.of());
        ledger.reports.clear();

        feed.turn(Set.of(FlagLine.ALL));

        assertThat(ledger.reports).extracting(FlagReport::key).containsExactly("f", "g");
    }

    @Test
    void theLastValueIsKeptWhileTheLedgerIsAway() {
        ledger.flags.put("f", Values.at("f", 3, 100));
        feed.turn(Set.of());
        ledger.away = true;
        ledger.flags.put("f", Values.at("f", 4, 0));
        reportsWithin(60_000);

        assertThat(flag.held().version()).isEqualTo(3);

        ledger.away = false;
        reportsWithin(1_000);

        assertThat(flag.held().version()).isEqualTo(4);
    }

    @Test
    void aFlagThatTheLedgerNoLongerKnowsKeepsItsValue() {
        ledger.flags.put("f", Values.at("f", 3, 100));
        feed.turn(Set.of());
        ledger.flags.clear();
        reportsWithin(60_000);

        assertThat(flag.evaluate("anybody")).isEqualTo(Variant.NEW);
    }

    @Test
    void leavingIsTheLastThingSaid() {
        ledger.whileWaiting = feed::leave;

        feed.run();

        assertThat(ledger.reports).extracting(FlagReport::leaving).containsExactly(false, false, true, true);
        assertThat(ledger.closed).isTrue();
    }

    @Test
    void noReadIsTriedOnTheNewPathAfterTheGoodbye() {
        ledger.flags.put("f", Values.at("f", 1, 0));
        feed.turn(Set.of());
        flag.shadow(1);
        reportsWithin(20_000);
        boolean before = flag.shadow(1).isPresent();
        ledger.whileWaiting = feed::leave;
        feed.run();

        assertThat(before).isTrue();
        assertThat(flag.shadow(2)).isEmpty();
    }

    @Test
    void theRampMayBeginWithoutANewVersion() {
        ledger.ramping = false;
        ledger.flags.put("f", Values.at("f", 1, 0));
        feed.turn(Set.of());
        flag.shadow(1);
        reportsWithin(20_000);
        long before = last("f").shadows().skipped();
        ledger.ramping = true;
        reportsWithin(10_000);
        flag.shadow(1);
        reportsWithin(20_000);

        assertThat(before).isZero();
        assertThat(flag.shadow(1)).isPresent();
    }

    @Test
    void aLedgerThatIsAwayDoesNotKeepAnybodyFromLeaving() {
        ledger.away = true;
        ledger.whileWaiting = feed::leave;

        feed.run();

        assertThat(ledger.closed).isTrue();
    }

    /** Reports of flag f while that time passes, looked after every ten milliseconds. */
    private long reportsWithin(int millis) {
        ledger.reports.clear();
        for (int passed = 0; passed < millis; passed += 10) {
            now.addAndGet(Duration.ofMillis(10).toNanos());
            feed.turn(Set.of());
        }
        return versionsOf("f").size();
    }

    private List<Long> versionsOf(String key) {
        return ledger.reports.stream()
                .filter(report -> report.key().equals(key))
                .map(FlagReport::version)
                .toList();
    }

    private FlagReport last(String key) {
        return ledger.reports.stream()
                .filter(report -> report.key().equals(key))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
