// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.health;

import com.codahale.metrics.health.HealthCheck;
import dev.interlock.api.gateway.Connection;
import dev.interlock.api.gateway.Words;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;

/** Whether the namespace is there. */
public final class NamespaceHealth extends HealthCheck {

    private final Connection connection;

    public NamespaceHealth(Connection connection) {
        this.connection = connection;
    }

    @Override
    protected Result check() {
        DescribeNamespaceRequest request = DescribeNamespaceRequest.newBuilder()
                .setNamespace(connection.namespace())
                .build();
        try {
            connection.stubs().blockingStub().describeNamespace(request);
            return Result.healthy(connection.namespace());
        } catch (StatusRuntimeException failure) {
            return failure.getStatus().getCode() == Status.Code.NOT_FOUND
                    ? Result.unhealthy(
                            "namespace " + connection.namespace() + " does not exist on " + connection.address())
                    : Result.unhealthy("namespace " + connection.namespace() + ": " + Words.of(failure));
        }
    }
}
