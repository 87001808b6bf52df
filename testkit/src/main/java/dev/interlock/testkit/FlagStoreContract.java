// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.FlagActivities;
import org.junit.jupiter.api.Test;

/** What every flag store keeps to, real or not. Each test begins with a claimed flag at 0 %, epoch 0. */
public abstract class FlagStoreContract {

    private static final Percent FIVE = Percent.of(5);
    private static final Percent FIFTY = Percent.of(50);

    /** The store under test. */
    protected abstract FlagActivities flags();

    /** A call of the migration that owns the flag. */
    protected abstract Call call(long epoch, String phase);

    /** What {@code interlock.kill} does. */
    protected abstract void kill(String who, String why);

    /** What the drop does. */
    protected abstract void pin();

    protected abstract Percent percent();

    protected abstract boolean safeSideIsNew();

    @Test
    void raisingMovesTheFlagUp() {
        Outcome outcome = flags().raise(ramping(0), FIVE);

        assertThat(outcome).isEqualTo(new Outcome.FlagSet(FIVE, 0));
        assertThat(percent()).isEqualTo(FIVE);
    }

    @Test
    void raisingTwiceChangesNothingMore() {
        Outcome first = flags().raise(ramping(0), FIVE);

        Outcome second = flags().raise(ramping(0), FIVE);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void raisingNeverMovesTheFlagDown() {
        flags().raise(ramping(0), FIFTY);

        Outcome late = flags().raise(ramping(0), FIVE);

        assertThat(late).isInstanceOf(Outcome.FlagMoved.class);
        assertThat(percent()).isEqualTo(FIFTY);
    }

    @Test
    void zeroingGoesDownWhateverStandsThere() {
        flags().raise(ramping(0), FIFTY);

        Outcome outcome = flags().zero(rollingBack(0), "ann", "errors");

        assertThat(outcome).isEqualTo(new Outcome.FlagSet(Percent.ZERO, 1));
        assertThat(percent()).isEqualTo(Percent.ZERO);
    }

    @Test
    void zeroingTwiceBumpsTheEpochOnce() {
        flags().raise(ramping(0), FIFTY);
        Outcome first = flags().zero(rollingBack(0), "ann", "errors");

        Outcome second = flags().zero(rollingBack(0), "ann", "errors");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void zeroingAfterAKillKeepsTheKillsEpoch() {
        flags().raise(ramping(0), FIFTY);
        kill("bob", "pager");

        Outcome outcome = flags().zero(rollingBack(0), "ann", "errors");

        assertThat(outcome).isEqualTo(new Outcome.FlagSet(Percent.ZERO, 1));
    }

    @Test
    void aLateRaiseAfterAKillChangesNothing() {
        flags().raise(ramping(0), FIVE);
        kill("bob", "pager");

        Outcome late = flags().raise(ramping(0), FIFTY);

        assertThat(late).isEqualTo(new Outcome.FlagMoved(Percent.ZERO, 1, "bob", "pager"));
        assertThat(percent()).isEqualTo(Percent.ZERO);
    }

    @Test
    void theFlagRisesAgainUnderTheNewEpoch() {
        flags().raise(ramping(0), FIVE);
        flags().zero(rollingBack(0), "ann", "errors");

        Outcome outcome = flags().raise(ramping(1), FIVE);

        assertThat(outcome).isEqualTo(new Outcome.FlagSet(FIVE, 1));
    }

    @Test
    void theSafeSideTurnsOnlyAtFull() {
        flags().raise(ramping(0), FIFTY);

        Outcome outcome = flags().turnSafeSide(call(0, "HIDING"));

        assertThat(outcome).isInstanceOf(Outcome.FlagMoved.class);
        assertThat(safeSideIsNew()).isFalse();
    }

    @Test
    void goingBackTurnsTheSafeSideBack() {
        flags().raise(ramping(0), Percent.FULL);
        flags().turnSafeSide(call(0, "HIDING"));
        boolean turned = safeSideIsNew();

        flags().zero(rollingBack(0), "ann", "errors");

        assertThat(turned).isTrue();
        assertThat(safeSideIsNew()).isFalse();
    }

    @Test
    void turningTheSafeSideTwiceChangesNothingMore() {
        flags().raise(ramping(0), Percent.FULL);
        Outcome first = flags().turnSafeSide(call(0, "HIDING"));

        Outcome second = flags().turnSafeSide(call(0, "HIDING"));

        assertThat(second).isEqualTo(first).isEqualTo(new Outcome.FlagSet(Percent.FULL, 0));
    }

    @Test
    void aPinnedFlagNeverMovesAgain() {
        flags().raise(ramping(0), Percent.FULL);
        pin();

        Outcome outcome = flags().zero(rollingBack(0), "ann", "too late");

        assertThat(outcome).isEqualTo(new Outcome.FlagSet(Percent.FULL, 0));
        assertThat(percent()).isEqualTo(Percent.FULL);
    }

    private Call ramping(long epoch) {
        return call(epoch, "RAMPING");
    }

    private Call rollingBack(long epoch) {
        return call(epoch, "ROLLING_BACK");
    }
}
