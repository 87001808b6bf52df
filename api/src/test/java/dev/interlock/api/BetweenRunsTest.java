// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.api.gateway.CommandGateway;
import dev.interlock.api.gateway.CommandResult;
import dev.interlock.api.gateway.Verb;
import dev.interlock.workflows.CommandMessage;
import dev.interlock.workflows.temporal.Payloads;
import dev.interlock.workflows.temporal.TaskQueues;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the in-process server says of a workflow whose run has ended and whose next one it does not know yet. */
class BetweenRunsTest {

    private final AtomicInteger toRefuse = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor();
    private final WorkflowServiceStubs stubs =
            WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(ApiUnderTest.shared().temporal().address())
                    .setGrpcClientInterceptors(List.of(new NoRunAtFirst()))
                    .build());
    private final WorkflowClient client = WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                    .setDataConverter(Payloads.converter())
                    .build());

    @AfterEach
    void close() {
        deadlines.shutdownNow();
        stubs.shutdownNow();
    }

    @Test
    void commandThatComesBetweenTwoRunsIsTakenByTheNextOne() {
        start("migration.shop.between-runs");
        toRefuse.set(2);

        CommandResult result = pause("migration.shop.between-runs");

        assertThat(result).isInstanceOf(CommandResult.Accepted.class);
        assertThat(sent).hasValue(3);
    }

    @Test
    void commandThatNeverFindsTheRunIsGivenUp() {
        start("migration.shop.never-found");
        toRefuse.set(Integer.MAX_VALUE);

        CommandResult result = pause("migration.shop.never-found");

        assertThat(result).isInstanceOf(CommandResult.NotRunning.class);
        assertThat(sent).hasValueLessThan(100);
    }

    @Test
    void commandForNobodyIsSentOnce() {
        CommandResult result = pause("migration.shop.never-started");

        assertThat(result).isInstanceOf(CommandResult.NotRunning.class);
        assertThat(sent).hasValue(1);
    }

    private void start(String id) {
        client.newUntypedWorkflowStub(
                        "Migration",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build())
                .start();
    }

    private CommandResult pause(String id) {
        return new CommandGateway(client, deadlines, Duration.ofSeconds(15))
                .send(id, Verb.PAUSE, CommandMessage.by("bob", "lunch"), Optional.empty());
    }

    private final class NoRunAtFirst implements ClientInterceptor {

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            if (!"UpdateWorkflowExecution".equals(method.getBareMethodName())) {
                return next.newCall(method, options);
            }
            sent.incrementAndGet();
            if (toRefuse.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                return next.newCall(method, options);
            }
            return new NoRun<>();
        }
    }

    private static final class NoRun<Q, A> extends ClientCall<Q, A> {

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            listener.onClose(Status.NOT_FOUND.withDescription("workflow execution already completed"), new Metadata());
        }

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {}
    }
}
