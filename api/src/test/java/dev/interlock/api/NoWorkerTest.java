// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.config.TemporalConfiguration;
import dev.interlock.api.gateway.CommandGateway;
import dev.interlock.api.gateway.CommandResult;
import dev.interlock.api.gateway.Connection;
import dev.interlock.api.gateway.Verb;
import dev.interlock.api.metrics.ProcessMetrics;
import dev.interlock.workflows.CommandMessage;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class NoWorkerTest {

    private static final String ID = "migration.shop.forgotten";

    @Test
    void commandThatNobodyTakesIsNeitherAcceptedNorRefused() {
        ProcessMetrics metrics = ProcessMetrics.create();
        Connection connection = Connection.open(
                new TemporalConfiguration(ApiUnderTest.shared().temporal().address(), "default"), metrics.temporal());
        ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor();
        try {
            connection
                    .client()
                    .newUntypedWorkflowStub("Migration", onAQueueWithoutWorkers())
                    .start();

            CommandResult result = new CommandGateway(connection.client(), deadlines, Duration.ofMillis(200))
                    .send(ID, Verb.PAUSE, CommandMessage.by("bob", "lunch"), Optional.empty());

            assertThat(result).isInstanceOf(CommandResult.NoAnswer.class);
        } finally {
            deadlines.shutdownNow();
            new TemporalLifecycle(connection, metrics).stop();
        }
    }

    private static WorkflowOptions onAQueueWithoutWorkers() {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(ID)
                .setTaskQueue("nobody")
                .build();
    }
}
