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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void prometheusHasDefaultsAndIsNotNeeded() throws Exception {
        assertThat(read(SMALLEST).prometheus()).isEmpty();
        assertThat(read(SMALLEST + "prometheus: { url: \"http://metrics:9090\" }\n")
                        .prometheus())
                .contains(PrometheusSettings.of("http://metrics:9090", null, null, null, null, null, null));
    }

    @Test
    void everyKeyOfPrometheusIsRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hush-hush");
        PrometheusSettings prometheus =
                read(SMALLEST + """
                prometheus:
                  url: https://metrics/prometheus
                  timeout: 2s
                  window: 5m
                  caFile: %1$s
                  username: interlock
                  passwordFile: %1$s
                """.formatted(secret)).prometheus().orElseThrow();

        assertThat(prometheus.access().timeout().toJavaDuration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(prometheus.window().toJavaDuration()).isEqualTo(Duration.ofMinutes(5));
        assertThat(prometheus.access().caFile()).isEqualTo(secret.toString());
        assertThat(prometheus.access().username()).isEqualTo("interlock");
        assertThat(prometheus.access().passwordFile()).isEqualTo(secret.toString());
        assertThat(prometheus.toString()).doesNotContain("hush-hush");
    }

    @Test
    void everythingWrongWithPrometheusIsReportedAtOnce(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hush-hush");
        ConfigurationException refused = refusal(SMALLEST + """
                prometheus:
                  url: http://ann:hush-hush@metrics:9090/?x=1
                  timeout: 30s
                  window: 0s
                  caFile: /nowhere/ca.pem
                  username: interlock
                  bearerTokenFile: %s
                """.formatted(secret));

        assertThat(refused.getErrors())
                .anySatisfy(problem -> assertThat(problem).startsWith("prometheus.url carries a user"))
                .anySatisfy(problem -> assertThat(problem).startsWith("prometheus.url has more than"))
                .anySatisfy(problem -> assertThat(problem).startsWith("prometheus.url is http, so the secret"))
                .anySatisfy(problem -> assertThat(problem).startsWith("prometheus.timeout is 30 s"))
                .anySatisfy(problem -> assertThat(problem).startsWith("prometheus.window is 0 s"))
                .anySatisfy(problem -> assertThat(problem).contains("/nowhere/ca.pem cannot be read"))
                .anySatisfy(problem -> assertThat(problem).contains("passwordFile go together"))
                .anySatisfy(problem -> assertThat(problem).contains("a user and a bearer token"));
        assertThat(refused.getMessage()).doesNotContain("hush-hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ann:hush-hush@my_host:9090",
                "ftp://ann:hush-hush@metrics",
                "http://ann:hush hush@metrics"
            })
    void noAddressIsRepeatedThatMayHoldAPassword(String url) {
        ConfigurationException refused = refusal(SMALLEST + "prometheus: { url: \"" + url + "\" }\n");

        assertThat(refused.getErrors())
                .anySatisfy(problem -> assertThat(problem).startsWith("prometheus.url is no address"));
        assertThat(refused.getMessage()).doesNotContain("hush");
    }

    @Test
    void whatIsLeftEmptyIsNotThereOrNamed() throws Exception {
        assertThat(read(SMALLEST + "prometheus:\nwebhooks:\n").prometheus()).isEmpty();
        assertThat(refusal(SMALLEST + "webhooks: { refunds: }\n").getErrors())
                .anySatisfy(problem -> assertThat(problem).startsWith("webhooks.refunds is empty"));
    }

    @Test
    void webhooksHaveNamesAndAddresses() throws Exception {
        assertThat(read(SMALLEST + "webhooks: { refunds: { url: \"https://metrics/refunds\" } }\n")
                        .webhooks())
                .containsEntry("refunds", WebhookSettings.of("https://metrics/refunds", null, null, null, null, null));
        assertThat(refusal(SMALLEST + "webhooks: { Refunds: { timeout: 1m } }\n")
                        .getErrors())
                .anySatisfy(problem -> assertThat(problem).startsWith("webhooks.Refunds: a name is written"))
                .anySatisfy(problem -> assertThat(problem).startsWith("webhooks.Refunds.url is ''"))
                .anySatisfy(problem -> assertThat(problem).startsWith("webhooks.Refunds.timeout is"));
    }

    @Test
    void prometheusHasAnAddress() {
        assertThat(refusal(SMALLEST + "prometheus: { url: \"metrics:9090\" }\n").getErrors())
                .singleElement()
                .asString()
                .startsWith("prometheus.url is 'metrics:9090'; write http://host:port");
    }

    @Test
    void onLoopbackASecretMayTravelInTheClear(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hush-hush");

        assertThat(read(SMALLEST + "prometheus: { url: \"http://127.0.0.1:9090\", bearerTokenFile: " + secret + " }\n")
                        .prometheus())
                .isPresent();
    }

    private static ConfigurationException refusal(String yaml) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(yaml));
    }

    private static WorkerConfiguration read(String yaml) throws IOException, ConfigurationException {
        return new CompleteConfigurationFactory(Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "worker.yml");
    }
}
