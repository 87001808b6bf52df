// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.e2e.EndToEnd;
import dev.interlock.e2e.stack.Servers;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Dlosses.runs=500 -Dlosses.first=1000} runs others and more than the build does; each prints a row for
 * {@code docs/lost-writes.md}. The other half of them is {@link LostWritesOtherHalfTest}, for the other fork.
 */
@EndToEnd
class LostWritesTest {

    private static final long FIRST = Long.getLong("losses.first", 1);
    private static final long RUNS = Long.getLong("losses.runs", 20);

    static LongStream firstHalf() {
        return LongStream.range(FIRST, FIRST + RUNS / 2);
    }

    static LongStream secondHalf() {
        return LongStream.range(FIRST + RUNS / 2, FIRST + RUNS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("firstHalf")
    void noAcknowledgedWriteIsLostAndNoneComesBackThatWasRolledBack(long seed, Servers servers) throws Exception {
        losesNothing(seed, servers);
    }

    static void losesNothing(long seed, Servers servers) throws Exception {
        LossReport report = new LossRun(servers, seed).run();

        System.out.println(report.line());
        assertThat(report.isClean()).as(report::toString).isTrue();
    }
}
