// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.config.ApiConfiguration;
import dev.interlock.api.config.StrictConfigurationFactory;
import dev.interlock.worker.config.CompleteConfigurationFactory;
import dev.interlock.worker.config.WorkerConfiguration;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;
import org.junit.jupiter.api.Test;

/** The same files start the processes by hand and in containers. */
class DeployFilesTest {

    @Test
    void theWorkerFileWorksByHandOnLoopback() throws Exception {
        WorkerConfiguration configuration = worker(Map.of());

        assertThat(configuration.temporal().address()).isEqualTo("127.0.0.1:7233");
        assertThat(configuration.allowUnauthenticatedBind()).isFalse();
    }

    @Test
    void theWorkerFileWorksInItsContainer() throws Exception {
        WorkerConfiguration configuration = worker(environment("worker"));

        assertThat(configuration.temporal().address()).isEqualTo("temporal:7233");
        assertThat(configuration.databases()).hasEntrySatisfying("shop", shop -> {
            assertThat(shop.url()).isEqualTo("jdbc:postgresql://postgres:5432/shop");
            assertThat(shop.password()).isEqualTo("shop_owner");
        });
        assertThat(configuration.allowUnauthenticatedBind()).isTrue();
    }

    @Test
    void theApiFileWorksByHandOnLoopback() throws Exception {
        ApiConfiguration configuration = api(Map.of());

        assertThat(configuration.onLoopbackOnly()).isTrue();
        assertThat(configuration.databases()).containsOnlyKeys("shop");
    }

    @Test
    void theApiFileWorksInItsContainer() throws Exception {
        ApiConfiguration configuration = api(environment("api"));

        assertThat(configuration.onLoopbackOnly()).isFalse();
        assertThat(configuration.databases())
                .hasEntrySatisfying("shop", shop -> assertThat(shop.password()).isEqualTo("interlock_api"));
    }

    private static Map<String, String> environment(String service) throws Exception {
        return ComposeFile.environment(ComposeFile.read().service(service));
    }

    private static WorkerConfiguration worker(Map<String, String> environment) throws Exception {
        return new CompleteConfigurationFactory(Validators.newValidator(), Jackson.newObjectMapper(), "interlock")
                .build(source(environment), file("worker.yml"));
    }

    private static ApiConfiguration api(Map<String, String> environment) throws Exception {
        return new StrictConfigurationFactory<>(
                        ApiConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "interlock")
                .build(source(environment), file("api.yml"));
    }

    private static ConfigurationSourceProvider source(Map<String, String> environment) {
        return new SubstitutingSourceProvider(
                new FileConfigurationSourceProvider(), new StringSubstitutor(environment));
    }

    private static String file(String name) throws Exception {
        Path root = ComposeFile.read().root();
        return root.resolve("deploy").resolve(name).toString();
    }
}
