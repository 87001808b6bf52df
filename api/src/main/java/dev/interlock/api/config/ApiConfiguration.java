// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The whole of the process's configuration; every key has a default except the databases. */
public final class ApiConfiguration extends Configuration {

    private static final String DROPWIZARD_CONTEXT_PATH = "/application";

    /** For requests in flight when the process ends. A thread of Jetty's that sleeps through its stop takes all of it. */
    private static final Duration LOOPBACK_GRACE = Duration.seconds(2);

    @NotNull
    @Valid
    private TemporalConfiguration temporal = TemporalConfiguration.fromEnvironment();

    @NotEmpty
    private Map<
                    @Pattern(
                            regexp = "[a-z0-9][a-z0-9-]{0,62}",
                            message = "a database's name is [a-z0-9][a-z0-9-]{0,62}")
                    String,
                    @NotNull @Valid DatabaseConfiguration>
            databases = Map.of();

    private boolean allowUnauthenticatedBind;

    public ApiConfiguration() {
        useServer(server("127.0.0.1", 8080));
    }

    /** One that serves on a loopback port; 0 takes a free one. */
    public static ApiConfiguration onLoopback(
            int port, TemporalConfiguration temporal, Map<String, DatabaseConfiguration> databases) {
        ApiConfiguration configuration = new ApiConfiguration();
        SimpleServerFactory server = server("127.0.0.1", port);
        server.setShutdownGracePeriod(LOOPBACK_GRACE);
        configuration.useServer(server);
        configuration.setTemporal(temporal);
        configuration.setDatabases(databases);
        return configuration;
    }

    private static SimpleServerFactory server(String host, int port) {
        HttpConnectorFactory connector = new HttpConnectorFactory();
        connector.setBindHost(host);
        connector.setPort(port);
        SimpleServerFactory server = new SimpleServerFactory();
        server.setConnector(connector);
        return server;
    }

    public TemporalConfiguration temporal() {
        return temporal;
    }

    @JsonProperty("temporal")
    public void setTemporal(TemporalConfiguration temporal) {
        this.temporal = temporal;
    }

    /** By name, sorted. */
    public Map<String, DatabaseConfiguration> databases() {
        return databases;
    }

    @JsonProperty("databases")
    public void setDatabases(@Nullable Map<String, DatabaseConfiguration> databases) {
        this.databases = databases == null ? Map.of() : new TreeMap<>(databases);
    }

    public boolean allowUnauthenticatedBind() {
        return allowUnauthenticatedBind;
    }

    @JsonProperty("allowUnauthenticatedBind")
    public void setAllowUnauthenticatedBind(boolean allowUnauthenticatedBind) {
        this.allowUnauthenticatedBind = allowUnauthenticatedBind;
    }

    @Override
    @JsonProperty("server")
    public void setServerFactory(ServerFactory server) {
        useServer(server);
    }

    /** The paths begin at the root unless somebody says otherwise, and every error is ours to shape. */
    private void useServer(ServerFactory server) {
        if (server instanceof AbstractServerFactory common) {
            common.setRegisterDefaultExceptionMappers(false);
        }
        if (server instanceof SimpleServerFactory simple
                && simple.getApplicationContextPath().equals(DROPWIZARD_CONTEXT_PATH)) {
            simple.setApplicationContextPath("/");
        }
        super.setServerFactory(server);
    }

    @JsonIgnore
    public boolean onLoopbackOnly() {
        return Loopback.only(getServerFactory());
    }

    @JsonIgnore
    @ValidationMethod(
            message = "server: there is no authentication, so bindHost must be a loopback address such as 127.0.0.1, "
                    + "or allowUnauthenticatedBind: true")
    public boolean isBoundAsAllowed() {
        return allowUnauthenticatedBind || onLoopbackOnly();
    }

    @Override
    public String toString() {
        return "ApiConfiguration[temporal=" + temporal + ", databases=" + databases + ", allowUnauthenticatedBind="
                + allowUnauthenticatedBind + "]";
    }
}
