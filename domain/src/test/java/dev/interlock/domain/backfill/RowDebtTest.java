// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RowDebtTest {

    private static final Duration NOW = Duration.ofSeconds(1000);
    private static final Rate HUNDRED = new Rate(100);

    private final RowDebt written = RowDebt.none(NOW).plus(250);

    @Test
    void rowsAreFollowedByTheTimeThatTheyMayTake() {
        assertThat(written.pause(HUNDRED)).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void timeThatHasPassedIsPaidFor() {
        RowDebt later = written.paid(HUNDRED, NOW.plusSeconds(2));

        assertThat(later.pause(HUNDRED)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void timeThatWasNotUsedIsNotSavedUp() {
        RowDebt idle = written.paid(HUNDRED, NOW.plusSeconds(3600)).plus(100);

        assertThat(idle.pause(HUNDRED)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anotherRateActsOnThePauseThatIsUnderWay() {
        RowDebt half = written.paid(new Rate(1), NOW.plusSeconds(50));

        assertThat(half.pause(new Rate(1))).isEqualTo(Duration.ofSeconds(200));
        assertThat(half.pause(new Rate(1000))).isEqualTo(Duration.ofMillis(200));
        assertThat(half.pause(Rate.MAX)).isEqualTo(Duration.ZERO);
    }

    @Test
    void withoutARateNothingIsOwed() {
        assertThat(written.paid(Rate.MAX, NOW).rows()).isZero();
    }

    @Test
    void batchHoldsAboutASecondOfRows() {
        BatchBlocks eighty = BatchBlocks.FIRST.after(800, 10);

        assertThat(eighty.within(new Rate(800), 1000)).isEqualTo(10);
        assertThat(eighty.within(new Rate(800), 4)).isEqualTo(4);
        assertThat(eighty.within(new Rate(5), 1000)).isEqualTo(1);
        assertThat(eighty.within(Rate.MAX, 1000)).isEqualTo(1000);
        assertThat(BatchBlocks.FIRST.within(new Rate(500), 32)).isEqualTo(5);
    }

    @Test
    void batchThatWroteNothingTeachesNothing() {
        assertThat(BatchBlocks.FIRST.after(0, 10)).isEqualTo(BatchBlocks.FIRST);
    }
}
