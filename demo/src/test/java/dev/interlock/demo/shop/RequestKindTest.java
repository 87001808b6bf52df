// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestKindTest {

    @Test
    void theSharesOfAllKindsAreAHundred() {
        Set<RequestKind> met = IntStream.range(0, 100).mapToObj(RequestKind::of).collect(Collectors.toSet());

        assertThat(met).containsExactlyInAnyOrder(RequestKind.values());
        assertThatThrownBy(() -> RequestKind.of(100)).isInstanceOf(IllegalArgumentException.class);
    }
}
