// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Prometheus is.
 *
 * @param access with a path where it is served under one
 * @param window the shortest time that is asked for, at least four scrapes long
 */
public record PrometheusSettings(HttpAccess access, Duration window) {

    private static final Duration WINDOW = Duration.minutes(1);
    private static final Duration LONGEST_WINDOW = Duration.hours(1);

    @JsonCreator
    static PrometheusSettings of(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("timeout") @Nullable Duration timeout,
            @JsonProperty("window") @Nullable Duration window,
            @JsonProperty("caFile") @Nullable String caFile,
            @JsonProperty("bearerTokenFile") @Nullable String bearerTokenFile,
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("passwordFile") @Nullable String passwordFile) {
        return new PrometheusSettings(
                HttpAccess.of(url, timeout, caFile, bearerTokenFile, username, passwordFile),
                window == null ? WINDOW : window);
    }

    /**
     * One that wants no secret.
     *
     * @param window the default when empty
     */
    public static PrometheusSettings at(String url, Optional<java.time.Duration> window) {
        return new PrometheusSettings(
                HttpAccess.of(url, null, null, null, null, null),
                window.map(shortest -> Duration.milliseconds(shortest.toMillis()))
                        .orElse(WINDOW));
    }

    /** Everything that is wrong, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(access.problems("prometheus"));
        if (window.toMilliseconds() <= 0 || window.toMilliseconds() > LONGEST_WINDOW.toMilliseconds()) {
            problems.add("prometheus.window is " + window + "; write more than 0s, and at most " + LONGEST_WINDOW);
        }
        return problems;
    }
}
