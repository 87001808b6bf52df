// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import dev.interlock.api.config.ApiConfiguration;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The API inside another process, which keeps its own logging. Started when made; {@link #close} stops it. */
public final class ApiProcess implements AutoCloseable {

    private final Server server;

    private ApiProcess(Server server) {
        this.server = server;
    }

    /** @throws BootFailure when Temporal, its namespace or a database is not there */
    public static ApiProcess start(ApiConfiguration configuration) throws Exception {
        return start(bootstrap(), configuration);
    }

    /**
     * Reads a configuration file, {@code ${VARIABLES}} included.
     *
     * @throws ConfigurationException with every mistake in it
     */
    public static ApiProcess start(Path file) throws Exception {
        Bootstrap<ApiConfiguration> bootstrap = bootstrap();
        return start(bootstrap, read(bootstrap, file));
    }

    private static ApiConfiguration read(Bootstrap<ApiConfiguration> bootstrap, Path file)
            throws IOException, ConfigurationException {
        return bootstrap
                .getConfigurationFactoryFactory()
                .create(
                        ApiConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "interlock")
                .build(bootstrap.getConfigurationSourceProvider(), file.toString());
    }

    private static Bootstrap<ApiConfiguration> bootstrap() {
        ApiApplication application = new ApiApplication() {
            @Override
            protected void bootstrapLogging() {
                // The host has configured logging already.
            }
        };
        Bootstrap<ApiConfiguration> bootstrap = new Bootstrap<>(application);
        bootstrap.setConfigurationSourceProvider(new FileConfigurationSourceProvider());
        application.initialize(bootstrap);
        return bootstrap;
    }

    private static ApiProcess start(Bootstrap<ApiConfiguration> bootstrap, ApiConfiguration configuration)
            throws Exception {
        Environment environment = new Environment(
                bootstrap.getApplication().getName(),
                bootstrap.getObjectMapper(),
                bootstrap.getValidatorFactory(),
                bootstrap.getMetricRegistry(),
                bootstrap.getClassLoader(),
                bootstrap.getHealthCheckRegistry(),
                configuration);
        configuration.getServerFactory().configure(environment);
        bootstrap.run(configuration, environment);
        bootstrap.getApplication().run(configuration, environment);
        Server server = configuration.getServerFactory().build(environment);
        server.start();
        return new ApiProcess(server);
    }

    /** The port that it really listens on. */
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the API did not stop cleanly", failure);
        }
    }
}
