// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.interlock.demo.shop.ShopSettings;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The shop's configuration.
 *
 * @param user serves requests with it; may not change tables
 * @param owner makes the tables the first time
 * @param rows users to begin with
 */
record ShopFile(
        @JsonProperty(value = "url", required = true) String url,
        @JsonProperty(value = "user", required = true) String user,
        @JsonProperty(value = "password", required = true) String password,
        @JsonProperty(value = "owner", required = true) String owner,

        @JsonProperty(value = "ownerPassword", required = true)
        String ownerPassword,

        @JsonProperty(value = "rows", required = true) int rows) {

    /** Environment variables are filled in; an unknown key is an error. */
    static ShopFile read(Path file) throws IOException {
        SubstitutingSourceProvider source = new SubstitutingSourceProvider(
                new FileConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(true));
        try (InputStream in = source.open(file.toString())) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, ShopFile.class);
        }
    }

    ShopSettings asOwner() {
        return ShopSettings.of(url, owner, ownerPassword, rows);
    }

    ShopSettings asApplication() {
        return ShopSettings.of(url, user, password, rows);
    }

    /** Never a password. */
    @Override
    public String toString() {
        return "ShopFile[" + url + ", user=" + user + ", owner=" + owner + ", rows=" + rows + "]";
    }
}
