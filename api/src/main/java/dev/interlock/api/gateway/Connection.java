// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import com.uber.m3.tally.Scope;
import dev.interlock.api.config.TemporalConfiguration;
import dev.interlock.workflows.temporal.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.serviceclient.rpcretry.DefaultStubServiceOperationRpcRetryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** One channel to Temporal and the client on it. Lazy: nothing is sent before it is used. */
public record Connection(WorkflowServiceStubs stubs, WorkflowClient client) {

    /** A query waits for a worker; people do not wait longer than this for a live status. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(3);

    /** Temporal being gone is said before whoever asked has given up; the client's own minute is for workers. */
    private static final RpcRetryOptions RETRIES = RpcRetryOptions.newBuilder(
                    DefaultStubServiceOperationRpcRetryOptions.INSTANCE)
            .setExpiration(Duration.ofSeconds(3))
            .build();

    public static Connection open(TemporalConfiguration configuration, Scope metrics) {
        ClientConfigProfile profile = environment();
        WorkflowServiceStubsOptions.Builder stubs = WorkflowServiceStubsOptions.newBuilder(
                        profile.toWorkflowServiceStubsOptions())
                .setRpcQueryTimeout(QUERY_TIMEOUT)
                .setRpcRetryOptions(RETRIES)
                .setMetricsScope(metrics);
        if (configuration.address() != null) {
            stubs.setTarget(configuration.address());
        }
        WorkflowClientOptions.Builder client = WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                .setDataConverter(Payloads.converter());
        if (configuration.namespace() != null) {
            client.setNamespace(configuration.namespace());
        }
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(stubs.build());
        return new Connection(service, WorkflowClient.newInstance(service, client.build()));
    }

    private static ClientConfigProfile environment() {
        try {
            return ClientConfigProfile.load();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Temporal's environment configuration cannot be read", unreadable);
        }
    }

    public String address() {
        return stubs.getOptions().getTarget();
    }

    public String namespace() {
        return client.getOptions().getNamespace();
    }
}
