// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Temporal is. TLS, mTLS and API keys come from Temporal's own environment configuration.
 *
 * @param address {@code host:port}
 */
public record TemporalSettings(String address, String namespace) {

    public static final TemporalSettings DEFAULT = new TemporalSettings("127.0.0.1:7233", "default");

    @JsonCreator
    static TemporalSettings of(
            @JsonProperty("address") @Nullable String address, @JsonProperty("namespace") @Nullable String namespace) {
        return new TemporalSettings(
                address == null ? DEFAULT.address : address, namespace == null ? DEFAULT.namespace : namespace);
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!address.matches("[^\\s:]+:\\d{1,5}")) {
            problems.add("temporal.address is '" + address + "'; write host:port, such as " + DEFAULT.address);
        }
        if (namespace.isBlank()) {
            problems.add("temporal.namespace is empty; write " + DEFAULT.namespace);
        }
        return problems;
    }
}
