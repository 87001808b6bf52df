// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.health;

import com.codahale.metrics.health.HealthCheck;
import dev.interlock.api.gateway.Connection;
import dev.interlock.api.gateway.Words;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;

/** Whether Temporal's front end serves. */
public final class TemporalHealth extends HealthCheck {

    private final Connection connection;

    public TemporalHealth(Connection connection) {
        this.connection = connection;
    }

    @Override
    protected Result check() {
        try {
            ServingStatus status = connection.stubs().healthCheck().getStatus();
            return status == ServingStatus.SERVING
                    ? Result.healthy(connection.address())
                    : Result.unhealthy("Temporal at " + connection.address() + " is " + status);
        } catch (StatusRuntimeException unanswered) {
            return Result.unhealthy(
                    "Temporal at " + connection.address() + " does not answer: " + Words.of(unanswered));
        }
    }
}
