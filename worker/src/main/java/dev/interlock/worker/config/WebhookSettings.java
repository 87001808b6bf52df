// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import org.jspecify.annotations.Nullable;

/** A service of the team's own that guardrails ask. */
public record WebhookSettings(HttpAccess access) {

    @JsonCreator
    static WebhookSettings of(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("timeout") @Nullable Duration timeout,
            @JsonProperty("caFile") @Nullable String caFile,
            @JsonProperty("bearerTokenFile") @Nullable String bearerTokenFile,
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("passwordFile") @Nullable String passwordFile) {
        return new WebhookSettings(HttpAccess.of(url, timeout, caFile, bearerTokenFile, username, passwordFile));
    }
}
