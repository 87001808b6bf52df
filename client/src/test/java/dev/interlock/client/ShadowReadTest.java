// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.client.count.CallResult;
import dev.interlock.client.count.RedLine;
import dev.interlock.client.count.ShadowCounts;
import dev.interlock.client.flag.HeldFlag;
import dev.interlock.client.flag.TrackedFlag;
import dev.interlock.client.flag.Values;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShadowReadTest {

    private final AtomicLong now = new AtomicLong();
    private final TrackedFlag flag = new TrackedFlag("f", now::get, Duration.ofMillis(250), new RedLine.Limits(1, 1));
    private final GuardedPath guardedPath = new GuardedPath(Map.of("f", flag));
    private final LaterExecutor later = new LaterExecutor();
    private final List<ShadowDifference<String>> told = new ArrayList<>();
    private final AtomicInteger newPathRuns = new AtomicInteger();
    private final ShadowReads<String> all =
            ShadowReads.<String>on(later).share(1).onDifference(told::add);

    @Test
    void theNewPathIsTriedBesideTheOldOneAndTheCallerGetsTheOldOnes() throws Exception {
        announced(Values.at("f", 1, 0));

        String answer = read("same", "same", all);
        later.runAll();

        assertThat(answer).isEqualTo("same");
        assertThat(newPathRuns).hasValue(1);
        assertThat(counts()).isEqualTo(new ShadowCounts(1, 0, 1));
        assertThat(told).isEmpty();
    }

    @Test
    void resultsThatDifferAreToldAndCounted() throws Exception {
        announced(Values.at("f", 1, 0));

        read("old", "new", all);
        later.runAll();

        assertThat(counts()).isEqualTo(new ShadowCounts(1, 1, 1));
        assertThat(told).containsExactly(new ShadowDifference<>("f", "old", "new", null));
    }

    @Test
    void aNewPathThatThrowsIsADifferenceOfItsOwnKindAndNobodyElses() throws Exception {
        announced(Values.at("f", 1, 0));
        IOException failure = new IOException("no such thing");

        String answer = guardedPath.read(
                "f",
                "anybody",
                () -> "old",
                () -> {
                    throw failure;
                },
                all);
        later.runAll();

        assertThat(answer).isEqualTo("old");
        assertThat(counts()).isEqualTo(new ShadowCounts(1, 1, 1));
        assertThat(told).containsExactly(new ShadowDifference<>("f", "old", null, failure));
        assertThat(flag.report(false).newArm().errors()).isZero();
    }

    @Test
    void anOldPathThatThrowsThrowsAndGivesNothingToCompareWith() throws Exception {
        announced(Values.at("f", 1, 0));

        assertThatThrownBy(() -> guardedPath.read(
                        "f",
                        "anybody",
                        () -> {
                            throw new IOException("old");
                        },
                        () -> "new",
                        all))
                .hasMessage("old");
        later.runAll();

        assertThat(counts()).isEqualTo(new ShadowCounts(0, 0, 2));
        assertThat(flag.report(false).oldArm().errors()).isEqualTo(1);
    }

    @Test
    void theApplicationSaysWhatIsTheSame() throws Exception {
        announced(Values.at("f", 1, 0));

        read("Ann", "ANN", all.sameIf(String::equalsIgnoreCase));
        later.runAll();

        assertThat(counts()).isEqualTo(new ShadowCounts(1, 0, 1));
    }

    @Test
    void aComparisonThatThrowsIsADifference() throws Exception {
        announced(Values.at("f", 1, 0));

        read("old", "new", all.sameIf((old, fresh) -> {
            throw new IllegalStateException("cannot tell");
        }));
        later.runAll();

        assertThat(counts()).isEqualTo(new ShadowCounts(1, 1, 1));
    }

    @Test
    void noMoreThanTwoAreInFlight() throws Exception {
        announced(Values.at("f", 1, 0));
        for (int call = 0; call < 5; call++) {
            read("same", "same", all);
        }
        int waiting = later.waiting();
        later.runAll();
        read("same", "same", all);
        later.runAll();

        assertThat(waiting).isLessThanOrEqualTo(2);
        assertThat(counts()).isEqualTo(new ShadowCounts(3, 0, 4));
    }

    @Test
    void nothingIsTriedUnlessAShareIsNamed() {
        announced(Values.at("f", 1, 0));

        read("old", "new", ShadowReads.on(later));

        assertThat(later.waiting()).isZero();
    }

    @Test
    void anExecutorThatTakesNothingIsNotTheCallersTrouble() {
        announced(Values.at("f", 1, 0));

        String answer = read(
                "old",
                "new",
                ShadowReads.<String>on(task -> {
                            throw new RejectedExecutionException("full");
                        })
                        .share(1));

        assertThat(answer).isEqualTo("old");
        assertThat(counts()).isEqualTo(new ShadowCounts(0, 0, 2));
    }

    @Test
    void anExecutorThatRunsInTheCallersThreadHasNothingTried() {
        announced(Values.at("f", 1, 0));

        read("old", "new", ShadowReads.<String>on(Runnable::run).share(1));

        assertThat(newPathRuns).hasValue(0);
        assertThat(counts()).isEqualTo(new ShadowCounts(0, 0, 2));
    }

    @Test
    void whatAnExecutorDropsWithoutAWordGivesItsPlaceBackAfterAMinute() throws Exception {
        announced(Values.at("f", 1, 0));
        ShadowReads<String> dropped = ShadowReads.<String>on(task -> {}).share(1);
        read("old", "new", dropped);
        read("old", "new", dropped);
        now.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
        read("same", "same", all);
        int before = later.waiting();
        now.addAndGet(1);
        read("same", "same", all);
        later.runAll();

        assertThat(before).isZero();
        assertThat(counts()).isEqualTo(new ShadowCounts(1, 0, 4));
    }

    @Test
    void whatHasLapsedNeverRunsAndFreesNothingTwice() throws Exception {
        announced(Values.at("f", 1, 0));
        read("same", "same", all);
        read("same", "same", all);
        now.addAndGet(Duration.ofSeconds(60).toNanos());
        read("same", "same", all);
        later.runAll();
        int runs = newPathRuns.get();
        for (int call = 0; call < 5; call++) {
            read("same", "same", all);
        }

        assertThat(runs).isEqualTo(1);
        assertThat(later.waiting()).isEqualTo(2);
        assertThat(flag.report(false).newArm().inFlight()).isZero();
    }

    @Test
    void whileItRunsItIsInFlightOnTheNewPathAndNoCallOfIt() throws Exception {
        announced(Values.at("f", 1, 0));
        List<Long> inFlight = new ArrayList<>();

        guardedPath.read(
                "f",
                "anybody",
                () -> "old",
                () -> "" + inFlight.add(flag.report(false).newArm().inFlight()),
                all);
        inFlight.add(flag.report(false).newArm().inFlight());
        later.runAll();
        inFlight.add(flag.report(false).newArm().inFlight());

        assertThat(inFlight).containsExactly(0L, 1L, 0L);
        assertThat(flag.report(false).newArm().started()).isZero();
        assertThat(flag.isDraining()).isFalse();
    }

    @Test
    void nothingRunsOnceTheFlagHasChanged() throws Exception {
        announced(ramping(1, 0));
        read("old", "new", all);
        flag.apply(new HeldFlag(FlagRule.of("f", 0, Variant.OLD), 2, 1, false));

        later.runAll();

        assertThat(newPathRuns).hasValue(0);
        assertThat(counts()).isEqualTo(new ShadowCounts(0, 0, 2));
        assertThat(flag.report(false).newArm().inFlight()).isZero();
    }

    @Test
    void nothingIsTriedAtZeroBeforeTheRampHasBegun() {
        announced(ramping(1, 0));
        flag.apply(Values.at("f", 2, 0));
        flag.ramping(false);
        read("old", "new", all);
        int before = later.waiting();
        flag.ramping(true);
        read("old", "new", all);

        assertThat(before).isZero();
        assertThat(later.waiting()).isEqualTo(1);
        assertThat(counts().skipped()).isEqualTo(1);
    }

    @Test
    void nothingIsTriedAtZeroOnceTheFlagHasGoneBack() {
        announced(ramping(1, 0));
        flag.apply(new HeldFlag(FlagRule.of("f", 0, Variant.OLD), 2, 1, false));

        read("old", "new", all);

        assertThat(later.waiting()).isZero();
    }

    @Test
    void itIsTriedAgainWhenTheFlagIsRaisedAgain() {
        announced(ramping(1, 0));
        flag.apply(ramping(3, 1));

        read("old", "new", all);

        assertThat(later.waiting()).isEqualTo(1);
    }

    @Test
    void nothingIsTriedBeforeTheFlagIsKnownNorAfterTheGoodbye() {
        read("old", "new", all);
        announced(Values.at("f", 1, 0));
        flag.leave();
        read("old", "new", all);

        assertThat(later.waiting()).isZero();
    }

    @Test
    void nothingIsTriedWhereTheFlagGivesTheNewPathOrThisProcessOverrulesIt() {
        announced(Values.at("f", 1, 0));
        flag.apply(Values.at("f", 2, 100));
        String onNewPath = read("old", "new", all);
        flag.enter("anybody").end(CallResult.FAILED);
        String overruled = read("old", "new", all);

        assertThat(onNewPath).isEqualTo("new");
        assertThat(overruled).isEqualTo("old");
        assertThat(later.waiting()).isZero();
    }

    @Test
    void theLedgerKnowsBeforeTheFirstOneRuns() {
        flag.ramping(true);
        flag.apply(Values.at("f", 1, 0));
        read("old", "new", all);
        flag.delivered(flag.report(false));
        read("old", "new", all);
        int afterOne = later.waiting();
        flag.delivered(flag.report(false));
        read("old", "new", all);

        assertThat(afterOne).isZero();
        assertThat(later.waiting()).isEqualTo(1);
        assertThat(counts().skipped()).isEqualTo(2);
    }

    @Test
    void aShareIsAShareAndNoneInFlightCompareNothing() {
        assertThatThrownBy(() -> all.share(1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> all.share(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> all.mostInFlight(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Above 0 %, and yet nobody is on the new path. */
    private static HeldFlag ramping(long version, long epoch) {
        return new HeldFlag(FlagRule.of("f", 1, Variant.OLD), version, epoch, false);
    }

    /** The flag has that value, and the ledger knows that reads are compared: one was skipped for it. */
    private void announced(HeldFlag held) {
        flag.ramping(true);
        flag.apply(held);
        flag.shadow(1);
        flag.delivered(flag.report(false));
        flag.delivered(flag.report(false));
    }

    private String read(String old, String fresh, ShadowReads<String> shadows) {
        return guardedPath.read("f", "anybody", () -> old, () -> newPath(fresh), shadows);
    }

    private String newPath(String result) {
        newPathRuns.incrementAndGet();
        return result;
    }

    private ShadowCounts counts() {
        return flag.report(false).shadows();
    }
}
