// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    @Test
    void theUsualSizeIsStoredUnderTheNameAlone() {
        assertThat(order("backfill").file()).isEqualTo("backfill.json");
        assertThat(order("backfill", "--rows", "1000000").command()).isEqualTo("./bench/run backfill");
    }

    @Test
    void anotherSizeIsStoredBesideIt() {
        Order order = order("backfill", "--rows", "10_000_000");

        assertThat(order.file()).isEqualTo("backfill-10000000.json");
        assertThat(order.command()).isEqualTo("./bench/run backfill --rows 10000000");
    }

    @Test
    void aTrialIsNotStored() {
        assertThat(order("sync-cost", "--try").keeps()).isFalse();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithWhatToWriteInstead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order("expand-stall", "--rows", "many", "--peer", "flagd", "fast"))
                .withMessageContainingAll(
                        "--rows many: write a whole number",
                        "--peer flagd: expand-stall knows psql",
                        "'fast' is not understood; write one of backfill, backfill-peers,");
    }

    @Test
    void aSizeThatIsOfNoAccountIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order("expand-stall", "--rows", "10"))
                .withMessageContaining("leave it out");
    }

    @Test
    void withoutANameTheNamesAreTold() {
        assertThatIllegalArgumentException().isThrownBy(OrderTest::order).withMessageContaining("sync-cost");
    }

    private static Order order(String... words) {
        return Order.parse(List.of(words), Bench.KNOWN);
    }
}
