// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import dev.interlock.e2e.EndToEnd;
import dev.interlock.e2e.stack.Servers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The runs that {@link LostWritesTest} leaves out: by far the longest test, and so one half for each fork. */
@EndToEnd
class LostWritesOtherHalfTest {

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.interlock.e2e.losses.LostWritesTest#secondHalf")
    void noAcknowledgedWriteIsLostAndNoneComesBackThatWasRolledBack(long seed, Servers servers) throws Exception {
        LostWritesTest.losesNothing(seed, servers);
    }
}
