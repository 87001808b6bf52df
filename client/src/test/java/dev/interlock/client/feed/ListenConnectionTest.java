// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenConnectionTest {

    @ParameterizedTest
    @CsvSource({"users-split-name 12, users-split-name", "a key 3, a key", "bare, bare"})
    void thePayloadIsAKeyAndAVersion(String payload, String key) {
        assertThat(ListenConnection.keyOf(payload)).isEqualTo(key);
    }
}
