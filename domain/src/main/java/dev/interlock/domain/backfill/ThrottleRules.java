// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the readings mean for the next batch. Fails closed: an unknown reading that a limit asks for is a reason to wait. */
public final class ThrottleRules {

    private static final long KIB = 1024;
    private static final long MIB = KIB * KIB;

    private ThrottleRules() {}

    public static Throttling decide(ThrottlePolicy limits, Readings readings) {
        List<String> reasons = new ArrayList<>();
        limits.maxReplicaLag().flatMap(most -> lag(most, readings.replicaLag())).ifPresent(reasons::add);
        limits.maxActiveSessions()
                .flatMap(most -> sessions(most, readings.activeSessions()))
                .ifPresent(reasons::add);
        limits.maxCommitLatency()
                .flatMap(most -> latency(most, readings.commitLatency()))
                .ifPresent(reasons::add);
        limits.maxWalRate().flatMap(most -> wal(most, readings.walRate())).ifPresent(reasons::add);
        if (limits.yieldToAutovacuum()) {
            autovacuum(readings.autovacuum()).ifPresent(reasons::add);
        }
        return reasons.isEmpty() ? new Throttling.GoOn() : new Throttling.Wait(reasons);
    }

    private static Optional<String> lag(Duration most, Reading<Lag> reading) {
        return judge("replica lag", reading, lag -> {
            boolean fine = lag.behind().compareTo(most) <= 0;
            return fine
                    ? Optional.empty()
                    : Optional.of("replica %s is %s behind (maxReplicaLag %s)"
                            .formatted(lag.replica(), words(lag.behind()), words(most)));
        });
    }

    private static Optional<String> sessions(long most, Reading<Long> reading) {
        return judge(
                "the number of active sessions",
                reading,
                count -> count <= most
                        ? Optional.empty()
                        : Optional.of("%d sessions are active (maxActiveSessions %d)".formatted(count, most)));
    }

    private static Optional<String> latency(Duration most, Reading<Duration> reading) {
        return judge(
                "commit latency",
                reading,
                taken -> taken.compareTo(most) <= 0
                        ? Optional.empty()
                        : Optional.of("a commit takes %s (maxCommitLatency %s)".formatted(words(taken), words(most))));
    }

    private static Optional<String> wal(long most, Reading<Long> reading) {
        return judge(
                "the WAL rate",
                reading,
                rate -> rate <= most
                        ? Optional.empty()
                        : Optional.of("the server writes %s of WAL a second (maxWalRate %s)"
                                .formatted(bytes(rate), bytes(most))));
    }

    private static Optional<String> autovacuum(Reading<List<String>> reading) {
        return judge(
                "autovacuum",
                reading,
                tables -> tables.isEmpty()
                        ? Optional.empty()
                        : Optional.of("autovacuum works on " + String.join(", ", tables) + " (yieldToAutovacuum)"));
    }

    private static <T> Optional<String> judge(String what, Reading<T> reading, Function<T, Optional<String>> limit) {
        if (reading instanceof Reading.Known<T> known) {
            return limit.apply(known.value());
        }
        return Optional.of(what + " cannot be told: " + ((Reading.Unknown<T>) reading).why());
    }

    private static String words(Duration duration) {
        long millis = duration.toMillis();
        return millis >= 10_000 ? duration.toSeconds() + "s" : millis + "ms";
    }

    private static String bytes(long count) {
        return count >= MIB ? count / MIB + "MiB" : count / KIB + "KiB";
    }
}
