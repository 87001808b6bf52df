// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.client.count.CallInFlight;
import dev.interlock.client.count.CallResult;
import dev.interlock.client.count.Overruling;
import dev.interlock.client.count.RedLine;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process does by itself when nothing but failures comes of the new path. */
class OverruledFlagTest {

    private final TrackedFlag flag = new TrackedFlag("f", () -> 0, Duration.ofMillis(250), new RedLine.Limits(5, 2));

    @Test
    void everybodyIsKeptOnTheOldPathUntilTheNextVersion() {
        flag.apply(Values.at("f", 1, 100));
        failOnTheNewPath(5);
        Variant call = enter();
        Variant answer = flag.evaluate("anybody");
        flag.apply(Values.at("f", 2, 100));

        assertThat(call).isEqualTo(Variant.OLD);
        assertThat(answer).isEqualTo(Variant.OLD);
        assertThat(flag.isOverruled()).isFalse();
        assertThat(enter()).isEqualTo(Variant.NEW);
    }

    @Test
    void itSaysSoAndTheCallsAreTheOldPaths() {
        flag.apply(Values.at("f", 1, 100));
        overrule();
        enter();
        enter();
        FlagReport report = flag.report(false);

        assertThat(report.overruling().withheld()).isEqualTo(2);
        assertThat(report.oldArm().ended()).isEqualTo(3);
        assertThat(report.newArm().ended()).isEqualTo(6);
    }

    @Test
    void whatWasKeptIsSaidAlsoAfterTheFlagHasMoved() {
        flag.apply(Values.at("f", 1, 100));
        overrule();
        enter();
        flag.apply(Values.at("f", 2, 0));

        assertThat(flag.report(false).overruling().withheld()).isEqualTo(1);
    }

    @Test
    void whoeverOverrulesTheFlagSaysSoUntilItsNextVersion() {
        flag.apply(Values.at("f", 1, 100));
        overrule();
        CallInFlight kept = flag.enter("anybody");
        Overruling before = flag.report(false).overruling();
        flag.apply(Values.at("f", 2, 100));
        kept.end(CallResult.RETURNED);

        assertThat(before).isEqualTo(new Overruling(true, 1, 0));
        assertThat(flag.report(false).overruling()).isEqualTo(new Overruling(false, 1, 1));
    }

    @Test
    void usersAreCountedWhereTheFlagPutThem() {
        flag.apply(Values.at("f", 1, 100));
        failOnTheNewPath(5);
        flag.enter("somebody else").end(CallResult.RETURNED);

        assertThat(flag.report(false).newUsers()).isEqualTo(6);
        assertThat(flag.report(false).oldUsers()).isZero();
    }

    @Test
    void neverWhereTheNewPathIsTheSafeOne() {
        flag.apply(new HeldFlag(FlagRule.of("f", 100_000, Variant.NEW), 1, 0, false));
        failOnTheNewPath(50);

        assertThat(enter()).isEqualTo(Variant.NEW);
    }

    @Test
    void neverWhereTheOldPathIsGone() {
        flag.apply(new HeldFlag(FlagRule.of("f", 100_000, Variant.OLD), 1, 0, true));
        failOnTheNewPath(50);

        assertThat(enter()).isEqualTo(Variant.NEW);
    }

    @Test
    void fewerAreEnoughWhileTheLedgerDoesNotAnswer() {
        flag.apply(Values.at("f", 1, 100));
        flag.ledgerAnswered(false);
        failOnTheNewPath(2);

        assertThat(flag.isOverruled()).isTrue();
    }

    @Test
    void oneRobotDoesNotTakeTheNewPathFromEverybody() {
        flag.apply(Values.at("f", 1, 100));
        for (int call = 0; call < 100; call++) {
            flag.enter("robot").end(CallResult.FAILED);
        }

        assertThat(flag.isOverruled()).isFalse();
    }

    @Test
    void callsOfAnOlderVersionSayNothingOfThisOne() {
        flag.apply(Values.at("f", 1, 100));
        CallInFlight[] calls = new CallInFlight[5];
        for (int call = 0; call < 5; call++) {
            calls[call] = flag.enter("user-" + call);
        }
        flag.apply(Values.at("f", 2, 100));
        for (CallInFlight call : calls) {
            call.end(CallResult.FAILED);
        }

        assertThat(flag.isOverruled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100})
    void keptCallsDoNotLookLikeAPathThatDrains(int percent) {
        flag.apply(Values.at("f", 1, percent));
        while (!flag.isOverruled()) {
            fail(flag.enter("user-" + flag.report(false).newArm().started()
                    + flag.report(false).oldArm().started()));
        }
        CallInFlight kept = flag.enter("anybody");

        assertThat(kept.variant()).isEqualTo(Variant.OLD);
        assertThat(flag.isDraining()).isFalse();
    }

    @Test
    void whatFailsOnBothPathsForAWhileIsNobodysFault() {
        flag.apply(Values.at("f", 1, 100));
        CallInFlight[] calls = new CallInFlight[5];
        for (int call = 0; call < 5; call++) {
            calls[call] = flag.enter("user-" + call);
        }
        for (CallInFlight call : calls) {
            call.end(CallResult.FAILED);
        }
        CallInFlight[] waiting = {flag.enter("anybody"), flag.enter("anybody")};
        for (CallInFlight call : waiting) {
            call.end(CallResult.RETURNED);
        }
        Variant next = enter();

        assertThat(waiting).extracting(CallInFlight::variant).containsOnly(Variant.OLD);
        assertThat(next).isEqualTo(Variant.NEW);
        assertThat(flag.isOverruled()).isFalse();
        assertThat(flag.report(false).overruling().withheld()).isZero();
    }

    /** The new path fails, the old one returns, and the new one fails once more. */
    private void overrule() {
        failOnTheNewPath(5);
        enter();
        failOnTheNewPath(1);
    }

    private static void fail(CallInFlight call) {
        call.end(call.variant() == Variant.NEW ? CallResult.FAILED : CallResult.RETURNED);
    }

    private Variant enter() {
        CallInFlight call = flag.enter("anybody");
        call.end(CallResult.RETURNED);
        return call.variant();
    }

    private void failOnTheNewPath(int calls) {
        for (int call = 0; call < calls; call++) {
            flag.enter("failing-" + call).end(CallResult.FAILED);
        }
    }
}
