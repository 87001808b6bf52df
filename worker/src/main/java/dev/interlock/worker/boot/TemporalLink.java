// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.boot;

import com.uber.m3.tally.Scope;
import dev.interlock.worker.config.TemporalSettings;
import dev.interlock.workflows.temporal.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The open connection to Temporal, for the whole life of the process. */
public final class TemporalLink implements AutoCloseable {

    /** Long enough for a server that starts beside us, short enough to be read as "not there". */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private final TemporalSettings settings;
    private final WorkflowServiceStubs stubs;
    private final OperatorServiceStubs operator;
    private final WorkflowClient client;

    private TemporalLink(
            TemporalSettings settings,
            WorkflowServiceStubs stubs,
            OperatorServiceStubs operator,
            WorkflowClient client) {
        this.settings = settings;
        this.stubs = stubs;
        this.operator = operator;
        this.client = client;
    }

    /**
     * Connects within ten seconds.
     *
     * @throws BootRefused in one line, when nobody answers there
     */
    public static TemporalLink connect(TemporalSettings settings, Scope metrics) throws BootRefused {
        try {
            ClientConfigProfile profile = ClientConfigProfile.load();
            WorkflowServiceStubsOptions options = WorkflowServiceStubsOptions.newBuilder(
                            profile.toWorkflowServiceStubsOptions())
                    .setTarget(settings.address())
                    .setMetricsScope(metrics)
                    .validateAndBuildWithDefaults();
            WorkflowServiceStubs stubs = WorkflowServiceStubs.newConnectedServiceStubs(options, CONNECT_WITHIN);
            OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(
                    OperatorServiceStubsOptions.newBuilder(options).build());
            return new TemporalLink(settings, stubs, operator, client(profile, stubs, settings));
        } catch (IOException e) {
            throw new BootRefused(List.of("Temporal's environment configuration cannot be read: " + e.getMessage()));
        } catch (RuntimeException e) {
            throw new BootRefused(List.of("Temporal at " + settings.address() + " cannot be reached (" + rootMessage(e)
                    + "); start one with ./interlock server, or correct temporal.address"));
        }
    }

    private static WorkflowClient client(
            ClientConfigProfile profile, WorkflowServiceStubs stubs, TemporalSettings settings) {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                        .setNamespace(settings.namespace())
                        .setDataConverter(Payloads.converter())
                        .build());
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && !root.getCause().equals(root)) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    public TemporalSettings settings() {
        return settings;
    }

    public WorkflowServiceStubs stubs() {
        return stubs;
    }

    public OperatorServiceStubs operator() {
        return operator;
    }

    public WorkflowClient client() {
        return client;
    }

    /** Last of all: everything that speaks to Temporal must have stopped. */
    @Override
    public void close() {
        operator.shutdown();
        stubs.shutdown();
        operator.awaitTermination(1, TimeUnit.SECONDS);
        stubs.awaitTermination(2, TimeUnit.SECONDS);
    }
}
