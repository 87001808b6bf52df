// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.codahale.metrics.health.HealthCheck;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every check by its name, sorted. */
public record HealthView(boolean healthy, SortedMap<String, Check> checks) {

    public static final HealthView ALIVE = new HealthView(true, new TreeMap<>());

    public static HealthView of(Map<String, HealthCheck.Result> results) {
        SortedMap<String, Check> checks = new TreeMap<>();
        results.forEach((name, result) -> checks.put(name, new Check(result.isHealthy(), result.getMessage())));
        return new HealthView(checks.values().stream().allMatch(Check::healthy), checks);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Check(boolean healthy, @Nullable String message) {}
}
