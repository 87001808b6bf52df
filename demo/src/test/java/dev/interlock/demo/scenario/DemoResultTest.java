// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class DemoResultTest {

    @Test
    void theLastLineHasExactlyTheNamedKeysInOrder() throws Exception {
        DemoResult result = new DemoResult("happy", "COMPLETED", 30_000, 0, 9_000, 0, 12, null, 140, 21L);

        assertThat(new ObjectMapper().writeValueAsString(result))
                .isEqualTo("{\"scenario\":\"happy\",\"state\":\"COMPLETED\",\"requestsServed\":30000,"
                        + "\"requestsFailed\":0,\"writesAcknowledged\":9000,\"writesLost\":0,"
                        + "\"longestLockWaitMs\":12,\"rollbackMs\":null,\"historyEvents\":140,\"prometheusAsked\":21}");
    }
}
