// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a plan, in the shape that REST and the CLI show.
 *
 * @param rule the code, a public name
 * @param file relative to the plan's folder
 * @param line from 1; null when the file as a whole is meant
 * @param path the key in {@code migration.yaml}, such as {@code ramp.steps[1].percent}
 * @param message what is wrong
 * @param instead what to write
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String rule,
        Severity severity,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable String path,
        String message,
        @Nullable String instead) {

    /** An error at a key of the plan, whose line is looked up later. */
    public static Problem atKey(PlanRule rule, String path, String message, @Nullable String instead) {
        return new Problem(rule.code(), Severity.ERROR, null, null, path, message, instead);
    }

    /** Only errors refuse a plan. */
    public enum Severity {
        @com.fasterxml.jackson.annotation.JsonProperty("error")
        ERROR,
        @com.fasterxml.jackson.annotation.JsonProperty("warning")
        WARNING,
        @com.fasterxml.jackson.annotation.JsonProperty("info")
        INFO
    }
}
