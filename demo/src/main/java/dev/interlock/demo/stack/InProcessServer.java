// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import dev.interlock.workflows.temporal.InterlockAttributes;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's test server inside this process, on a port so that the worker can be another one, with time skipping off.
 * The library's own port-bound form listens on every address; this one only on loopback.
 */
final class InProcessServer implements TemporalServer {

    private final TestServicesStarter services;
    private final Server server;
    private final int port;

    private InProcessServer(TestServicesStarter services, Server server, int port) {
        this.services = services;
        this.server = server;
        this.port = port;
    }

    static InProcessServer start(int port) throws IOException {
        TestServicesStarter services = new TestServicesStarter(true, 0);
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(Ports.loopback(), port));
        GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
        InProcessServer started = new InProcessServer(services, builder.build().start(), port);
        started.registerAttributes();
        return started;
    }

    private void registerAttributes() {
        AddSearchAttributesRequest.Builder request =
                AddSearchAttributesRequest.newBuilder().setNamespace("default");
        for (SearchAttributeKey<?> key : InterlockAttributes.ALL) {
            request.putSearchAttributes(key.getName(), key.getValueType());
        }
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder().setTarget(address()).validateAndBuildWithDefaults());
        try {
            operator.blockingStub().addSearchAttributes(request.build());
        } finally {
            operator.shutdown();
            operator.awaitTermination(1, TimeUnit.SECONDS);
        }
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Optional<String> webUi() {
        return Optional.empty();
    }

    @Override
    public String description() {
        return "Temporal in this process on " + address()
                + " (no temporal binary on the PATH): no Web UI, and nothing survives a restart";
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        services.close();
    }
}
