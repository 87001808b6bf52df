// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.interlock.api.config.ApiConfiguration;
import dev.interlock.api.config.StrictConfigurationFactory;
import dev.interlock.api.gateway.CommandGateway;
import dev.interlock.api.gateway.Connection;
import dev.interlock.api.gateway.MigrationGateway;
import dev.interlock.api.health.DatabaseHealth;
import dev.interlock.api.health.NamespaceHealth;
import dev.interlock.api.health.TemporalHealth;
import dev.interlock.api.metrics.ProcessMetrics;
import dev.interlock.api.metrics.RestMetrics;
import dev.interlock.api.problem.ProblemMapper;
import dev.interlock.api.resource.RestInterface;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP process. {@code new ApiApplication().run("server", "api.yaml")}; in a process of another, {@link ApiProcess}. */
public class ApiApplication extends Application<ApiConfiguration> {

    private static final Logger LOG = LoggerFactory.getLogger(ApiApplication.class);

    /** How long a command waits for the migration's answer. */
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(15);

    public static void main(String... arguments) throws Exception {
        new ApiApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "interlock-api";
    }

    @Override
    public void initialize(Bootstrap<ApiConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor()));
        bootstrap.setConfigurationFactoryFactory(StrictConfigurationFactory::new);
        bootstrap
                .getObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    @Override
    protected void addDefaultCommands(Bootstrap<ApiConfiguration> bootstrap) {
        bootstrap.addCommand(new PlainServerCommand(this));
    }

    /** @throws BootFailure when Temporal, its namespace or a database is not there */
    @Override
    public void run(ApiConfiguration configuration, Environment environment) {
        if (!configuration.onLoopbackOnly()) {
            LOG.warn("allowUnauthenticatedBind: everybody who can reach this address can command every migration");
        }
        guard(environment, new BrowserGuard(configuration.onLoopbackOnly(), environment.getObjectMapper()));
        ProcessMetrics metrics = ProcessMetrics.create();
        Connection temporal = Connection.open(configuration.temporal(), metrics.temporal());
        Pools pools = Pools.open(configuration.databases());
        environment.lifecycle().manage(new TemporalLifecycle(temporal, metrics));
        environment.lifecycle().manage(pools);
        checked(temporal, metrics, pools);
        health(environment, temporal, pools);
        serve(environment, temporal, heartbeatTimeout(configuration), pools, metrics);
    }

    private static void guard(Environment environment, BrowserGuard guard) {
        environment
                .servlets()
                .addFilter("browsers", guard)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment
                .admin()
                .addFilter("browsers", guard)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    /** A process that does not come up leaves no connection behind. */
    private static void checked(Connection temporal, ProcessMetrics metrics, Pools pools) {
        try {
            BootChecks.run(temporal, pools.byName());
        } catch (BootFailure missing) {
            new TemporalLifecycle(temporal, metrics).stop();
            pools.stop();
            throw missing;
        }
    }

    private static void health(Environment environment, Connection temporal, Pools pools) {
        environment.healthChecks().register("temporal", new TemporalHealth(temporal));
        environment.healthChecks().register("namespace", new NamespaceHealth(temporal));
        pools.byName()
                .forEach((name, pool) ->
                        environment.healthChecks().register("database:" + name, new DatabaseHealth(name, pool)));
    }

    private static @Nullable Duration heartbeatTimeout(ApiConfiguration configuration) {
        io.dropwizard.util.Duration configured = configuration.temporal().heartbeatTimeout();
        return configured == null ? null : configured.toJavaDuration();
    }

    private static void serve(
            Environment environment,
            Connection temporal,
            @Nullable Duration heartbeatTimeout,
            Pools pools,
            ProcessMetrics metrics) {
        ScheduledExecutorService deadlines = environment
                .lifecycle()
                .scheduledExecutorService("command-deadline")
                .threads(1)
                .build();
        RestInterface.resources(
                        pools.ledgers(),
                        new MigrationGateway(temporal.client(), heartbeatTimeout),
                        new CommandGateway(temporal.client(), deadlines, COMMAND_PATIENCE),
                        environment.healthChecks())
                .forEach(environment.jersey()::register);
        environment.jersey().register(new ProblemMapper());
        environment.jersey().register(new RestMetrics(metrics.registry()));
        environment
                .servlets()
                .addServlet("metrics", new PrometheusMetricsServlet(metrics.registry()))
                .addMapping("/metrics");
    }
}
