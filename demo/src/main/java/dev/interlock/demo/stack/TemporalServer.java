// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Temporal that runs here, on loopback, with our search attributes. */
public interface TemporalServer extends AutoCloseable {

    /** {@code host:port} */
    String address();

    /** Its Web UI, where it has one. */
    Optional<String> webUi();

    /** What it is and what it cannot do, in one sentence. */
    String description();

    /** @throws RuntimeException when it does not answer within {@code patience} */
    default void awaitAnswer(Duration patience) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newConnectedServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address()).validateAndBuildWithDefaults(), patience);
        stubs.shutdown();
        stubs.awaitTermination(1, TimeUnit.SECONDS);
    }

    @Override
    void close();
}
