// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TemporalServersTest {

    @Test
    void theBinaryIsGivenEverySearchAttribute() {
        assertThat(DevelopmentServer.command(Path.of("temporal"), 7233, 8233, Path.of("temporal.db")))
                .containsSubsequence("--ip", "127.0.0.1", "--port", "7233", "--ui-port", "8233")
                .contains("InterlockPhase=Keyword", "InterlockTables=KeywordList", "InterlockNextAt=Datetime");
    }

    @Test
    void theOneInThisProcessAnswersOnLoopback() throws Exception {
        try (TemporalServer server = InProcessServer.start(Ports.free())) {
            WorkflowServiceStubs stubs = WorkflowServiceStubs.newConnectedServiceStubs(
                    WorkflowServiceStubsOptions.newBuilder()
                            .setTarget(server.address())
                            .build(),
                    Duration.ofSeconds(20));

            assertThat(stubs.blockingStub()
                            .describeNamespace(DescribeNamespaceRequest.newBuilder()
                                    .setNamespace("default")
                                    .build())
                            .getNamespaceInfo()
                            .getName())
                    .isEqualTo("default");
            stubs.shutdownNow();
        }
    }
}
