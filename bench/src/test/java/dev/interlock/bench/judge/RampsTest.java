// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bench.judge.Ramps.Found;
import org.junit.jupiter.api.Test;

/** The simulations in small, by fixed seeds: the same numbers each time. */
final class RampsTest {

    private static final Shape USUAL = Shape.usual(30);

    @Test
    void rampsInWhichNothingIsWrongGoOn() {
        assertThat(new Ramps(USUAL, 1).rolledBack(RollbackRule.INTERLOCK, 200)).isLessThanOrEqualTo(5);
        assertThat(new Ramps(USUAL.with(new Shape.Change(1.25, 0)), 1).rolledBack(RollbackRule.INTERLOCK, 200))
                .isLessThanOrEqualTo(5);
    }

    @Test
    void clustersAndRobotsDoNotTakeTheNewPathFromEverybody() {
        assertThat(new Ramps(USUAL.clustered(5), 1).rolledBack(RollbackRule.INTERLOCK, 200))
                .isLessThanOrEqualTo(10);
        assertThat(new Ramps(USUAL.diurnally().clustered(5).withRobots(5), 1).rolledBack(RollbackRule.INTERLOCK, 200))
                .isLessThanOrEqualTo(10);
    }

    @Test
    void aTestThatIsRepeatedAtEveryLookRollsBackMostOfThem() {
        assertThat(new Ramps(USUAL, 1).rolledBack(RollbackRule.Z_TEST, 100)).isGreaterThan(40);
    }

    @Test
    void aChangeIsFoundInTimeWhereverItBegins() {
        for (int step = 0; step < Stream.STEPS.length; step++) {
            Shape five = USUAL.with(new Shape.Change(5, step * 30 + 15));
            Found found = new Ramps(five, 1).found(RollbackRule.INTERLOCK, 50);

            assertThat(found.minutes()).isLessThan(8);
            assertThat(found.harmed()).isPositive();
        }
    }

    @Test
    void theSameSeedIsTheSameRamp() {
        Shape shape = USUAL.clustered(5).withRobots(5);

        assertThat(new Stream(shape, 3).next()).isEqualTo(new Stream(shape, 3).next());
    }
}
