// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One target database, as a role with SELECT on schema {@code interlock} and EXECUTE on {@code interlock.kill}.
 *
 * @param url {@code jdbc:postgresql://host:port/name}
 */
public record DatabaseConfiguration(
        @JsonProperty("url")
        @NotBlank
        @Pattern(regexp = "jdbc:postgresql:.*", message = "must begin with jdbc:postgresql:")
        String url,

        @JsonProperty("user") @NotBlank String user,
        @JsonProperty("password") @Nullable String password) {

    /** The address without anything that could be a secret. */
    public String address() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return "DatabaseConfiguration[url=" + address() + ", user=" + user + ", password=***]";
    }
}
