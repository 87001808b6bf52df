// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.client.count.ArmFigures;
import dev.interlock.client.count.RedLine;
import dev.interlock.client.count.StateCounts;
import dev.interlock.client.flag.TrackedFlag;
import dev.interlock.client.flag.Values;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardedPathTest {

    private final TrackedFlag flag = new TrackedFlag("f", () -> 0, Duration.ofMillis(250), RedLine.Limits.DEFAULT);
    private final GuardedPath guardedPath = new GuardedPath(Map.of("f", flag));

    @Test
    void takesTheOldPathAtZero() {
        flag.apply(Values.at("f", 1, 0));

        String answer = guardedPath.call("f", "anybody", () -> "old", () -> "new");

        assertThat(answer).isEqualTo("old");
        assertThat(ArmFigures.of(flag.report(false).oldArm())).containsExactly(1L, 1L, 0L, 0L, 0L, 0L);
    }

    @Test
    void takesTheNewPathAtFull() {
        flag.apply(Values.at("f", 1, 100));

        String answer = guardedPath.call("f", null, () -> "old", () -> "new");

        assertThat(answer).isEqualTo("new");
        assertThat(ArmFigures.of(flag.report(false).newArm())).containsExactly(1L, 1L, 0L, 0L, 0L, 0L);
    }

    @Test
    void whatThePathThrowsIsThrownAndCounted() {
        flag.apply(Values.at("f", 1, 100));

        assertThatThrownBy(() -> guardedPath.call("f", "anybody", () -> "old", GuardedPathTest::fail))
                .isInstanceOf(IOException.class)
                .hasMessage("no such thing");
        assertThat(ArmFigures.of(flag.report(false).newArm())).containsExactly(1L, 1L, 1L, 0L, 0L, 0L);
    }

    @Test
    void whatPostgresSaysOfAFailedCallIsCountedInItsArm() {
        flag.apply(Values.at("f", 1, 100));

        assertThatThrownBy(() -> guardedPath.call("f", "anybody", () -> "old", () -> failWith("42P01")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> guardedPath.call("f", "anybody", () -> "old", () -> failWith("23505")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(flag.report(false).newArm().states()).isEqualTo(new StateCounts(1, 1));
        assertThat(flag.report(false).oldArm().states()).isEqualTo(new StateCounts(0, 0));
    }

    @Test
    void eachMissingColumnCountsHoweverOftenOneUserMeetsIt() {
        flag.apply(Values.at("f", 1, 100));
        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> guardedPath.call("f", "anybody", () -> "old", () -> failWith("42703")))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(flag.report(false).newArm().errors()).isEqualTo(3);
        assertThat(flag.report(false).newArm().states().undefined()).isEqualTo(10);
    }

    @Test
    void aCallIsInFlightWhileItsPathRuns() {
        long inFlight = guardedPath.call(
                "f", "anybody", () -> flag.report(false).oldArm().inFlight(), () -> -1L);

        assertThat(inFlight).isEqualTo(1);
    }

    @Test
    void aFlagThatTheClientDoesNotCarryKeepsTheOldPath() {
        String answer = guardedPath.call("unheard of", "anybody", () -> "old", () -> "new");

        assertThat(answer).isEqualTo("old");
    }

    private static String failWith(String state) {
        throw new IllegalStateException(new SQLException("no", state));
    }

    private static String fail() throws IOException {
        throw new IOException("no such thing");
    }
}
