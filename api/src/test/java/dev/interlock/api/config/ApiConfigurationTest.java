// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ApiConfigurationTest {

    private static final String SHOP =
            "databases: { shop: { url: 'jdbc:postgresql://db/shop?password=url-secret', user: api, password: key-secret } }\n";

    @Test
    void onlyTheDatabasesHaveNoDefault() throws Exception {
        ApiConfiguration configuration = read(SHOP);

        SimpleServerFactory server = (SimpleServerFactory) configuration.getServerFactory();
        HttpConnectorFactory connector = (HttpConnectorFactory) server.getConnector();
        assertThat(connector.getBindHost()).isEqualTo("127.0.0.1");
        assertThat(connector.getPort()).isEqualTo(8080);
        assertThat(configuration.temporal()).isEqualTo(TemporalConfiguration.fromEnvironment());
        assertThat(configuration.allowUnauthenticatedBind()).isFalse();
        assertThat(configuration.databases())
                .hasEntrySatisfying("shop", shop -> assertThat(shop.user()).isEqualTo("api"));
    }

    @Test
    void everyKeyIsRead() throws Exception {
        ApiConfiguration configuration = read(SHOP + """
                        temporal: { address: 'temporal:7233', namespace: interlock }
                        allowUnauthenticatedBind: true
                        server: { type: simple, connector: { type: http, bindHost: 0.0.0.0, port: 9000 } }
                        """);

        SimpleServerFactory server = (SimpleServerFactory) configuration.getServerFactory();
        assertThat(((HttpConnectorFactory) server.getConnector()).getPort()).isEqualTo(9000);
        assertThat(server.getApplicationContextPath()).isEqualTo("/");
        assertThat(configuration.temporal()).isEqualTo(new TemporalConfiguration("temporal:7233", "interlock"));
        assertThat(configuration.onLoopbackOnly()).isFalse();
    }

    @Test
    void allMistakesAreReportedTogether() {
        ConfigurationException failure = failure("""
                temporl: { address: x }
                databases: { Shop: { url: 'mysql://db', usr: api } }
                allowUnauthenticatedBind: perhaps
                server: { type: simple, connector: { type: http, bindHost: 0.0.0.0 } }
                """);

        assertThat(failure.getErrors())
                .anySatisfy(error -> assertThat(error).contains("temporl").contains("did you mean 'temporal'?"))
                .anySatisfy(error -> assertThat(error).contains("usr").contains("did you mean 'user'?"))
                .anySatisfy(error -> assertThat(error).contains("perhaps"))
                .anySatisfy(error -> assertThat(error).contains("must begin with jdbc:postgresql:"))
                .anySatisfy(error -> assertThat(error).contains("a database's name is"))
                .anySatisfy(error -> assertThat(error).contains("bindHost must be a loopback address"));
    }

    @Test
    void bindingToEveryInterfaceByLeavingTheHostOutIsRefused() {
        ConfigurationException failure =
                failure(SHOP + "server: { type: simple, connector: { type: http, port: 8080 } }\n");

        assertThat(failure.getErrors()).singleElement().asString().contains("loopback");
    }

    @Test
    void secretsAreNotShown() throws Exception {
        assertThat(read(SHOP).toString()).contains("jdbc:postgresql://db/shop").doesNotContain("secret");
    }

    private static ConfigurationException failure(String yaml) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(yaml));
    }

    private static ApiConfiguration read(String yaml) throws Exception {
        return new StrictConfigurationFactory<>(
                        ApiConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "interlock")
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "api.yaml");
    }
}
