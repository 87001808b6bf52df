// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import dev.interlock.workflows.temporal.InterlockAttributes;
import dev.interlock.workflows.temporal.Payloads;
import dev.interlock.workflows.temporal.TaskQueues;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.net.ServerSocket;

/** Temporal's in-process server on a port, with our search attributes and one worker that runs {@link StubMigration}. */
final class TemporalServer implements AutoCloseable {

    private final TestServer.PortBoundTestServer server;
    private final WorkflowServiceStubs stubs;
    private final WorkerFactory workers;
    private final String address;

    private TemporalServer(
            TestServer.PortBoundTestServer server, WorkflowServiceStubs stubs, WorkerFactory workers, String address) {
        this.server = server;
        this.stubs = stubs;
        this.workers = workers;
        this.address = address;
    }

    static TemporalServer start() throws IOException {
        int port = freePort();
        String address = "127.0.0.1:" + port;
        TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true);
        addAttributes(address);
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
        WorkflowClient client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
        WorkerFactory workers = WorkerFactory.newInstance(client);
        workers.newWorker(TaskQueues.CONTROL).registerWorkflowImplementationTypes(StubMigration.class);
        workers.start();
        return new TemporalServer(server, stubs, workers, address);
    }

    private static void addAttributes(String address) {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder().setTarget(address).validateAndBuildWithDefaults());
        AddSearchAttributesRequest.Builder request =
                AddSearchAttributesRequest.newBuilder().setNamespace("default");
        InterlockAttributes.ALL.forEach(
                attribute -> request.putSearchAttributes(attribute.getName(), attribute.getValueType()));
        operator.blockingStub().addSearchAttributes(request.build());
        operator.shutdownNow();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return address;
    }

    void suspendWorkers() {
        workers.suspendPolling();
    }

    void resumeWorkers() {
        workers.resumePolling();
    }

    @Override
    public void close() {
        workers.shutdownNow();
        stubs.shutdownNow();
        server.close();
    }
}
