// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import dev.interlock.api.gateway.Connection;
import dev.interlock.api.metrics.ProcessMetrics;
import io.dropwizard.lifecycle.Managed;
import java.util.concurrent.TimeUnit;

/** Closes the channel to Temporal after the server has stopped, then what reports about it. */
final class TemporalLifecycle implements Managed {

    private static final int SECONDS = 2;

    private final Connection connection;
    private final ProcessMetrics metrics;

    TemporalLifecycle(Connection connection, ProcessMetrics metrics) {
        this.connection = connection;
        this.metrics = metrics;
    }

    @Override
    public void stop() {
        connection.stubs().shutdown();
        connection.stubs().awaitTermination(SECONDS, TimeUnit.SECONDS);
        connection.stubs().shutdownNow();
        metrics.close();
    }
}
