// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RedLineTest {

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong withheld = new AtomicLong();
    private final RedLine line = new RedLine("f", RedLine.Limits.DEFAULT, away::get, withheld);

    @Test
    void twentyFailuresInARowDrawIt() {
        failOnTheNewPath(19);
        boolean before = line.isDrawn();
        failOnTheNewPath(1);

        assertThat(before).isFalse();
        assertThat(line.isDrawn()).isTrue();
    }

    @Test
    void aCallThatReturnsBeginsTheCountAnew() {
        failOnTheNewPath(19);
        line.newPathEnd().ended(CallResult.RETURNED);
        failOnTheNewPath(19);

        assertThat(line.isDrawn()).isFalse();
    }

    @Test
    void whateverTheyThrowTheyFail() {
        for (int call = 0; call < 10; call++) {
            line.newPathEnd().ended(CallResult.UNDEFINED);
            line.newPathEnd().ended(CallResult.VIOLATED);
        }

        assertThat(line.isDrawn()).isTrue();
    }

    @Test
    void threeAreEnoughWhileTheLedgerIsAway() {
        away.set(true);
        failOnTheNewPath(2);
        boolean before = line.isDrawn();
        failOnTheNewPath(1);

        assertThat(before).isFalse();
        assertThat(line.isDrawn()).isTrue();
    }

    @Test
    void failuresFromBeforeTheLedgerWasAwayAreNotAmongTheThree() {
        failOnTheNewPath(2);
        away.set(true);
        failOnTheNewPath(2);

        assertThat(line.isDrawn()).isFalse();
    }

    @Test
    void onlyAKeptCallThatReturnedIsCounted() {
        failOnTheNewPath(20);
        keepOnTheOldPath(2, CallResult.FAILED);
        keepOnTheOldPath(5, CallResult.RETURNED);

        assertThat(withheld).hasValue(5);
    }

    @Test
    void whenTheOldPathFailsAsWellTheFlagIsObeyedAgain() {
        failOnTheNewPath(20);
        keepOnTheOldPath(3, CallResult.FAILED);

        assertThat(line.isDrawn()).isFalse();
        assertThat(withheld).hasValue(0);
    }

    @Test
    void thenItTakesTwiceAsManyFailuresAlsoWhileTheLedgerIsAway() {
        away.set(true);
        failOnTheNewPath(3);
        keepOnTheOldPath(3, CallResult.FAILED);
        failOnTheNewPath(39);
        boolean before = line.isDrawn();
        failOnTheNewPath(1);

        assertThat(before).isFalse();
        assertThat(line.isDrawn()).isTrue();
    }

    @Test
    void oneKeptCallThatReturnsKeepsEverybodyThere() {
        failOnTheNewPath(20);
        keepOnTheOldPath(2, CallResult.FAILED);
        keepOnTheOldPath(1, CallResult.RETURNED);
        keepOnTheOldPath(100, CallResult.FAILED);

        assertThat(line.isDrawn()).isTrue();
    }

    @Test
    void nothingFailsBeforeTheFirstCallHas() {
        assertThatThrownBy(() -> new RedLine.Limits(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RedLine.Limits(20, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void failOnTheNewPath(int calls) {
        for (int call = 0; call < calls; call++) {
            line.newPathEnd().ended(CallResult.FAILED);
        }
    }

    private void keepOnTheOldPath(int calls, CallResult result) {
        for (int call = 0; call < calls; call++) {
            line.oldPathEnd().ended(result);
        }
    }
}
