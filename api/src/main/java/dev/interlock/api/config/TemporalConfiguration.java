// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where Temporal is. TLS, mTLS and API keys come from Temporal's own environment configuration ({@code TEMPORAL_*}).
 *
 * @param address {@code host:port}; absent: the environment's, else 127.0.0.1:7233
 * @param namespace absent: the environment's, else {@code default}
 */
public record TemporalConfiguration(
        @JsonProperty("address") @Nullable String address,
        @JsonProperty("namespace") @Nullable String namespace) {

    /** Everything from the environment. */
    public static TemporalConfiguration fromEnvironment() {
        return new TemporalConfiguration(null, null);
    }
}
