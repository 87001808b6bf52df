// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.domain.flag.Variant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RedLineTest {

    private static final boolean COUNTED = true;

    private final AtomicBoolean away = new AtomicBoolean();
    private final OverruleCounter counter = new OverruleCounter();
    private final RedLine line = new RedLine("f", RedLine.Limits.DEFAULT, away::get, counter);

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
        line.next().end().ended(CallResult.RETURNED, COUNTED);
        failOnTheNewPath(19);

        assertThat(line.isDrawn()).isFalse();
    }

    @Test
    void whateverTheyThrowTheyFail() {
        for (int call = 0; call < 10; call++) {
            line.next().end().ended(CallResult.UNDEFINED, COUNTED);
            line.next().end().ended(CallResult.VIOLATED, COUNTED);
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
    void theOldPathThatReturnsWhileTheNewOneStillFailsProvesIt() {
        failOnTheNewPath(20);
        keepOnTheOldPath(1, CallResult.RETURNED);
        probe(CallResult.FAILED);
        keepOnTheOldPath(5, CallResult.RETURNED);
        keepOnTheOldPath(100, CallResult.FAILED);

        assertThat(line.isDrawn()).isTrue();
        assertThat(counter.counts(true).times()).isEqualTo(1);
        assertThat(withheld()).isEqualTo(5);
    }

    @Test
    void whatFailedOnBothPathsAndIsOverIsNeverTold() {
        failOnTheNewPath(20);
        Way hung = line.next();
        keepOnTheOldPath(1, CallResult.RETURNED);
        probe(CallResult.RETURNED);
        hung.end().ended(CallResult.RETURNED, COUNTED);

        assertThat(line.isDrawn()).isFalse();
        assertThat(withheld()).isEqualTo(0);
    }

    @Test
    void aKeptCallThatHungThroughALiftIsNotCounted() {
        failOnTheNewPath(20);
        Way hung = line.next();
        keepOnTheOldPath(3, CallResult.FAILED);
        hung.end().ended(CallResult.RETURNED, COUNTED);

        assertThat(line.isDrawn()).isFalse();
        assertThat(withheld()).isEqualTo(0);
    }

    @Test
    void oneProbeAtATime() {
        failOnTheNewPath(20);
        keepOnTheOldPath(1, CallResult.RETURNED);

        assertThat(line.next().taken()).isEqualTo(Variant.NEW);
        assertThat(line.next().taken()).isEqualTo(Variant.OLD);
    }

    @Test
    void whatWasSentOffBeforeIsNotTakenForTheProbe() {
        Way straggler = line.next();
        failOnTheNewPath(20);
        keepOnTheOldPath(1, CallResult.RETURNED);
        Way probe = line.next();
        straggler.end().ended(CallResult.FAILED, COUNTED);
        keepOnTheOldPath(1, CallResult.RETURNED);
        probe.end().ended(CallResult.RETURNED, COUNTED);

        assertThat(line.isDrawn()).isFalse();
        assertThat(withheld()).isEqualTo(0);
    }

    @Test
    void aProbeWithoutADatabaseIsTriedAgainEachTimeLater() {
        failOnTheNewPath(20);
        keepOnTheOldPath(1, CallResult.RETURNED);
        probe(CallResult.CUT_OFF);
        keepOnTheOldPath(2, CallResult.RETURNED);
        probe(CallResult.CUT_OFF);
        keepOnTheOldPath(4, CallResult.RETURNED);
        boolean meanwhile = line.isDrawn();
        probe(CallResult.RETURNED);

        assertThat(meanwhile).isTrue();
        assertThat(line.isDrawn()).isFalse();
    }

    @Test
    void callsWithoutADatabaseNeitherLengthenTheRunNorEndIt() {
        failOnTheNewPath(19);
        for (int call = 0; call < 100; call++) {
            line.next().end().ended(CallResult.CUT_OFF, COUNTED);
        }
        boolean before = line.isDrawn();
        failOnTheNewPath(1);

        assertThat(before).isFalse();
        assertThat(line.isDrawn()).isTrue();
    }

    @Test
    void failuresBeyondTheFewThatCountSayNothing() {
        failOnTheNewPath(19);
        for (int call = 0; call < 100; call++) {
            line.next().end().ended(CallResult.FAILED, false);
        }
        boolean before = line.isDrawn();
        failOnTheNewPath(1);
        for (int call = 0; call < 100; call++) {
            line.next().end().ended(CallResult.FAILED, false);
        }
        boolean onTrial = line.isDrawn();
        keepOnTheOldPath(1, CallResult.RETURNED);
        line.next().end().ended(CallResult.FAILED, false);
        keepOnTheOldPath(2, CallResult.RETURNED);
        probe(CallResult.RETURNED);

        assertThat(before).isFalse();
        assertThat(onTrial).isTrue();
        assertThat(line.isDrawn()).isFalse();
        assertThat(withheld()).isEqualTo(0);
    }

    @Test
    void keptCallsWithoutADatabaseSayNothingOfTheOldPath() {
        failOnTheNewPath(20);
        keepOnTheOldPath(10, CallResult.CUT_OFF);

        assertThat(line.isDrawn()).isTrue();
    }

    @Test
    void whenTheOldPathFailsAsWellTheFlagIsObeyedAgain() {
        failOnTheNewPath(20);
        keepOnTheOldPath(3, CallResult.FAILED);

        assertThat(line.isDrawn()).isFalse();
        assertThat(withheld()).isEqualTo(0);
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
    void nothingFailsBeforeTheFirstCallHas() {
        assertThatThrownBy(() -> new RedLine.Limits(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RedLine.Limits(20, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private long withheld() {
        return counter.counts(line.isDrawn()).withheld();
    }

    private void failOnTheNewPath(int calls) {
        for (int call = 0; call < calls; call++) {
            take(Variant.NEW, CallResult.FAILED);
        }
    }

    private void keepOnTheOldPath(int calls, CallResult result) {
        for (int call = 0; call < calls; call++) {
            take(Variant.OLD, result);
        }
    }

    private void probe(CallResult result) {
        take(Variant.NEW, result);
    }

    private void take(Variant expected, CallResult result) {
        Way way = line.next();
        assertThat(way.taken()).isEqualTo(expected);
        way.end().ended(result, COUNTED);
    }
}
