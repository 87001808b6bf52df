// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleRulesTest {

    private static final ThrottlePolicy LIMITS = new ThrottlePolicy(
            Rate.MAX,
            Optional.of(Duration.ofSeconds(5)),
            Optional.of(40L),
            Optional.of(Duration.ofMillis(50)),
            Optional.of(64L << 20),
            true);

    private static final Readings AT_EVERY_LIMIT = new Readings(
            Reading.known(new Lag("shop-2", Duration.ofSeconds(5))),
            Reading.known(40L),
            Reading.known(Duration.ofMillis(50)),
            Reading.known(64L << 20),
            Reading.known(List.of()));

    private static final Readings ABOVE_EVERY_LIMIT = new Readings(
            Reading.known(new Lag("shop-2", Duration.ofSeconds(12))),
            Reading.known(41L),
            Reading.known(Duration.ofMillis(51)),
            Reading.known(65L << 20),
            Reading.known(List.of("public.users")));

    @Test
    void atItsLimitNothingWaits() {
        assertThat(ThrottleRules.decide(LIMITS, AT_EVERY_LIMIT)).isEqualTo(new Throttling.GoOn());
    }

    @Test
    void everyLimitThatIsPassedIsNamedWithItsNumbers() {
        assertThat(ThrottleRules.decide(LIMITS, ABOVE_EVERY_LIMIT))
                .isEqualTo(new Throttling.Wait(List.of(
                        "replica shop-2 is 12s behind (maxReplicaLag 5000ms)",
                        "41 sessions are active (maxActiveSessions 40)",
                        "a commit takes 51ms (maxCommitLatency 50ms)",
                        "the server writes 65MiB of WAL a second (maxWalRate 64MiB)",
                        "autovacuum works on public.users (yieldToAutovacuum)")));
    }

    @Test
    void whatCannotBeReadIsWaitedForAndNamed() {
        assertThat(ThrottleRules.decide(LIMITS, Readings.unknown("the server does not answer")))
                .isEqualTo(new Throttling.Wait(List.of(
                        "replica lag cannot be told: the server does not answer",
                        "the number of active sessions cannot be told: the server does not answer",
                        "commit latency cannot be told: the server does not answer",
                        "the WAL rate cannot be told: the server does not answer",
                        "autovacuum cannot be told: the server does not answer")));
    }

    @Test
    void withoutLimitsNothingNeedsToBeKnown() {
        assertThat(ThrottleRules.decide(ThrottlePolicy.NONE, Readings.unknown("not asked")))
                .isEqualTo(new Throttling.GoOn());
        assertThat(ThrottleRules.decide(ThrottlePolicy.NONE, ABOVE_EVERY_LIMIT)).isEqualTo(new Throttling.GoOn());
    }

    @Test
    void withoutReplicasThereIsNothingToWaitFor() {
        Readings alone = new Readings(
                Reading.known(Lag.NONE),
                Reading.known(0L),
                Reading.known(Duration.ZERO),
                Reading.known(0L),
                Reading.known(List.of()));

        assertThat(ThrottleRules.decide(LIMITS, alone)).isEqualTo(new Throttling.GoOn());
    }
}
