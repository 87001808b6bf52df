// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.activities.sync.Advance;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.ThrottlePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final ThrottlePolicy LAG = new ThrottlePolicy(
            Rate.MAX, Optional.of(Duration.ofSeconds(5)), Optional.empty(), Optional.empty(), Optional.empty(), false);

    private final FakeTempo tempo = new FakeTempo();
    private final FakeSampler server = new FakeSampler();
    private final List<Advance> told = new ArrayList<>();

    @Test
    void backfillWithoutLimitsNeverWaits() {
        Throttle throttle = throttle(ThrottlePolicy.NONE);
        for (int batch = 0; batch < 10; batch++) {
            throttle.pass("backfill");
            throttle.wrote(10_000, 100);
        }

        assertThat(tempo.paused()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void replicaThatIsBehindIsWaitedForWithItsName() {
        server.lag(Duration.ofSeconds(12));
        tempo.whilePausing(() -> {
            if (tempo.paused().compareTo(Duration.ofSeconds(3)) > 0) {
                server.lag(Duration.ofSeconds(1));
            }
        });

        throttle(LAG).pass("backfill");

        assertThat(tempo.paused()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(4_200));
        assertThat(told)
                .isNotEmpty()
                .allMatch(advance -> "replica shop-2 is 12s behind (maxReplicaLag 5000ms)".equals(advance.waitsFor()));
        assertThat(server.told().get(0).waitsFor()).contains("shop-2 is 12s behind");
    }

    @Test
    void slowCommitIsWaitedForBeforeTheNextBatch() {
        ThrottlePolicy fifty = new ThrottlePolicy(
                Rate.MAX,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMillis(50)),
                Optional.empty(),
                false);
        server.commitsIn(Duration.ofMillis(80));
        tempo.whilePausing(() -> server.commitsIn(Duration.ofMillis(10)));

        throttle(fifty).pass("backfill");

        assertThat(told)
                .singleElement()
                .extracting(Advance::waitsFor)
                .isEqualTo("a commit takes 80ms (maxCommitLatency 50ms)");
    }

    @Test
    void lagThatCannotBeReadIsWaitedFor() {
        server.lagUnknown("2 replicas are hidden from this role");
        tempo.whilePausing(() -> {
            if (server.told().size() == 5) {
                server.lag(Duration.ZERO);
            }
        });

        throttle(LAG).pass("backfill");

        assertThat(server.told()).hasSize(6);
        assertThat(told)
                .allMatch(advance ->
                        "replica lag cannot be told: 2 replicas are hidden from this role".equals(advance.waitsFor()));
    }

    @Test
    void rateThatCannotBeReadIsWaitedForEvenWithoutLimits() {
        server.orderUnknown("the ledger does not answer");
        tempo.whilePausing(() -> server.orders(new Rate(500)));

        throttle(ThrottlePolicy.NONE).pass("backfill");

        assertThat(told)
                .singleElement()
                .extracting(Advance::waitsFor)
                .isEqualTo("the rate cannot be told: the ledger does not answer");
    }

    @Test
    void serverIsLookedAtOnceASecondHoweverShortTheBatches() {
        Throttle throttle = throttle(ThrottlePolicy.NONE);
        throttle.pass("backfill");
        for (int batch = 0; batch < 100; batch++) {
            tempo.pause(Duration.ofMillis(50));
            throttle.pass("backfill");
        }

        assertThat(server.told()).hasSizeBetween(5, 7);
    }

    @Test
    void orderedRateActsAtTheNextLookOnThePauseThatIsUnderWay() {
        server.orders(new Rate(10));
        Throttle throttle = throttle(ThrottlePolicy.NONE);
        throttle.pass("backfill");
        throttle.wrote(10_000, 100);
        tempo.whilePausing(() -> {
            if (tempo.paused().compareTo(Duration.ofSeconds(5)) > 0) {
                server.orders(Rate.MAX);
            }
        });

        throttle.pass("backfill");

        assertThat(tempo.paused()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        assertThat(told.get(0).waitsFor()).isEqualTo("the rate of 10 rows/s");
    }

    @Test
    void orderedRateGoesBeforeThePlannedOne() {
        server.orders(new Rate(1000));
        ThrottlePolicy slow = new ThrottlePolicy(
                new Rate(1), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        Throttle throttle = throttle(slow);
        throttle.pass("backfill");
        throttle.wrote(1000, 10);

        throttle.pass("backfill");

        assertThat(tempo.paused()).isBetween(Duration.ofMillis(990), Duration.ofMillis(1010));
    }

    @Test
    void lowRateMakesSmallBatches() {
        server.orders(new Rate(100));
        Throttle throttle = throttle(ThrottlePolicy.NONE);
        throttle.pass("backfill");
        throttle.wrote(800, 100);

        assertThat(throttle.blocks(4000)).isEqualTo(12);
    }

    @Test
    void stopIsHeardWhileWaiting() {
        server.lag(Duration.ofHours(1));
        tempo.whilePausing(() -> {
            throw new StopRequested("cancelled");
        });

        assertThatExceptionOfType(StopRequested.class)
                .isThrownBy(() -> throttle(LAG).pass("backfill"));

        assertThat(tempo.paused()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void speedAndEndAreToldOfThisRunAlone() {
        Throttle throttle = throttle(ThrottlePolicy.NONE);
        throttle.startsAt(new Cursor(0, 1000, 500, 4_000, 0));
        throttle.pass("backfill");
        throttle.reached(new Cursor(0, 1000, 510, 4_080, 0));
        tempo.pause(Duration.ofSeconds(1));
        throttle.pass("backfill");

        Advance advance = throttle.advance("backfill public.users");

        assertThat(advance).isEqualTo(new Advance("backfill public.users", 510, 1000, 4_080, 80, 49L, null));
    }

    private Throttle throttle(ThrottlePolicy limits) {
        return new Throttle(limits, server, tempo, told::add);
    }
}
