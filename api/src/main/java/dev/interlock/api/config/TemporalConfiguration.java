// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where Temporal is. TLS, mTLS and API keys come from Temporal's own environment configuration ({@code TEMPORAL_*}).
 *
 * @param address {@code host:port}; absent: the environment's, else 127.0.0.1:7233
 * @param namespace absent: the environment's, else {@code default}
 * @param heartbeatTimeout of migrations started here: after this much silence a worker is given up; absent: 20s
 */
public record TemporalConfiguration(
        @Nullable String address,
        @Nullable String namespace,

        @MinDuration(value = 1, unit = TimeUnit.SECONDS) @Nullable
        Duration heartbeatTimeout) {

    @JsonCreator
    public TemporalConfiguration(
            @JsonProperty("address") @Nullable String address,
            @JsonProperty("namespace") @Nullable String namespace,
            @JsonProperty("heartbeatTimeout") @Nullable Duration heartbeatTimeout) {
        this.address = address;
        this.namespace = namespace;
        this.heartbeatTimeout = heartbeatTimeout;
    }

    public TemporalConfiguration(@Nullable String address, @Nullable String namespace) {
        this(address, namespace, null);
    }

    /** Everything from the environment. */
    public static TemporalConfiguration fromEnvironment() {
        return new TemporalConfiguration(null, null);
    }
}
