// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerConfigurationTest {

    private static final String SMALLEST = """
            databases:
              shop: { url: "jdbc:postgresql://db:5432/shop", user: interlock, password: hush-hush }
            """;

    @Test
    void theSmallestFileGetsEveryDefault() throws Exception {
        WorkerConfiguration configuration = read(SMALLEST);

        assertThat(configuration.temporal()).isEqualTo(new TemporalSettings("127.0.0.1:7233", "default"));
        assertThat(configuration.allowUnauthenticatedBind()).isFalse();
        assertThat(configuration.waitAtBoot()).isZero();
        DatabaseSettings shop = configuration.databases().get("shop");
        assertThat(shop)
                .isEqualTo(new DatabaseSettings(
                        "jdbc:postgresql://db:5432/shop", "interlock", "hush-hush", null, null, List.of()));
    }

    @Test
    void everyKeyIsRead() throws Exception {
        WorkerConfiguration configuration = read("""
                temporal: { address: "temporal:7233", namespace: live }
                databases:
                  shop:
                    url: jdbc:postgresql://db:5432/shop
                    user: interlock
                    password: hush-hush
                    apiRole: interlock_api
                    killRole: interlock_kill
                    applicationRoles: [shop, shop_batch]
                server:
                  type: simple
                  connector: { type: http, bindHost: 0.0.0.0, port: 9000 }
                allowUnauthenticatedBind: true
                waitAtBoot: 2m
                """);

        assertThat(configuration.temporal()).isEqualTo(new TemporalSettings("temporal:7233", "live"));
        assertThat(configuration.allowUnauthenticatedBind()).isTrue();
        assertThat(configuration.waitAtBoot()).isEqualTo(Duration.ofMinutes(2));
        assertThat(configuration.databases().get("shop"))
                .isEqualTo(new DatabaseSettings(
                        "jdbc:postgresql://db:5432/shop",
                        "interlock",
                        "hush-hush",
                        "interlock_api",
                        "interlock_kill",
                        List.of("shop", "shop_batch")));
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        ConfigurationException refused = refusal("""
                temporal: { adress: "temporal:7233", namespace: "" }
                databases:
                  Shop: { url: "jdbc:mysql://db/shop", usr: interlock }
                server: { type: simple, connector: { type: http, port: 9000 } }
                colour: blue
                """);

        assertThat(refused.getErrors())
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("unknown key temporal.adress; known here: [address"))
                .anySatisfy(problem -> assertThat(problem).startsWith("unknown key databases.Shop.usr"))
                .anySatisfy(problem -> assertThat(problem).startsWith("unknown key colour"))
                .anySatisfy(problem -> assertThat(problem).startsWith("temporal.namespace is empty"))
                .anySatisfy(problem -> assertThat(problem).startsWith("databases.Shop: a name is written"))
                .anySatisfy(problem -> assertThat(problem).startsWith("databases.Shop.url must be given"))
                .anySatisfy(problem -> assertThat(problem).startsWith("databases.Shop.user must be given"))
                .anySatisfy(problem -> assertThat(problem).startsWith("server: every address:9000 would be open"));
    }

    @Test
    void anEmptyDatabaseListIsRefused() {
        assertThat(refusal("temporal: { namespace: live }").getErrors())
                .singleElement()
                .asString()
                .startsWith("databases is empty");
    }

    @Test
    void aPasswordInTheUrlIsRefused() {
        ConfigurationException refused = refusal("""
                databases:
                  shop: { url: "jdbc:postgresql://db/shop?password=hush-hush", user: interlock }
                """);

        assertThat(refused.getErrors()).singleElement().asString().contains("carries user or password");
        assertThat(refused.getMessage()).doesNotContain("hush-hush");
    }

    @Test
    void aPasswordIsNeverPrinted() throws Exception {
        assertThat(read(SMALLEST).databases().toString())
                .contains("jdbc:postgresql://db:5432/shop")
                .doesNotContain("hush-hush");
    }

    private static ConfigurationException refusal(String yaml) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(yaml));
    }

    private static WorkerConfiguration read(String yaml) throws IOException, ConfigurationException {
        return new CompleteConfigurationFactory(Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "worker.yml");
    }
}
