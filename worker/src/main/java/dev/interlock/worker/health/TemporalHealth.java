// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.health;

import com.codahale.metrics.health.HealthCheck;
import dev.interlock.worker.boot.TemporalLink;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;

/** Temporal answers that it serves. */
public final class TemporalHealth extends HealthCheck {

    private final TemporalLink link;

    public TemporalHealth(TemporalLink link) {
        this.link = link;
    }

    @Override
    protected Result check() {
        ServingStatus status = link.stubs().healthCheck().getStatus();
        String where = "Temporal at " + link.settings().address();
        return status == ServingStatus.SERVING ? Result.healthy(where) : Result.unhealthy(where + " answers " + status);
    }
}
