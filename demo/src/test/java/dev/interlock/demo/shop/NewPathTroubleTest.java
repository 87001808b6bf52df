// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NewPathTroubleTest {

    private final NewPathTrouble trouble = new NewPathTrouble();

    @Test
    void nothingIsWrongAtFirst() {
        assertThat(failing()).isZero();
        assertThat(trouble.scans(10)).isFalse();
    }

    @Test
    void theShareOfUsersThatFailIsTheOneAskedFor() {
        trouble.failNewPathFor(0.2);

        assertThat(failing() / 100_000.0).isCloseTo(0.2, within(0.01));
    }

    @Test
    void aDelayIsWaitedForAndFailsNothing() {
        trouble.delayNewPathBy(Duration.ofMillis(5));
        long begun = System.nanoTime();
        boolean failed = fails(7);

        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(1_000_000);
        assertThat(failed).isFalse();
    }

    @Test
    void troubleEnds() {
        trouble.failNewPathFor(id -> true);
        trouble.scanOnNewPath(true);
        trouble.leaveFirstNameOutFor(1);
        trouble.end();

        assertThat(failing()).isZero();
        assertThat(trouble.leavesFirstNameOut(10)).isFalse();
        assertThat(trouble.scans(10)).isFalse();
    }

    private long failing() {
        return LongStream.rangeClosed(1, 100_000).filter(this::fails).count();
    }

    private boolean fails(long id) {
        try {
            trouble.meet(id);
            return false;
        } catch (NewPathTrouble.DeliberateFailure failure) {
            return true;
        }
    }
}
