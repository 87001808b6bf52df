// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.interlock.workflows.temporal.Payloads;
import dev.interlock.workflows.temporal.TaskQueues;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs of every release, replayed with the code of today: a migration that began under one of them may be in its soak now.
 * A history is never edited; where a replay fails, the change needs a version.
 */
class ReplayTest {

    private static final Path HISTORIES = Path.of("src/test/resources/histories");

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.walk(HISTORIES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(HISTORIES::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void recordedRunStillReplays(Path history) {
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options())) {
            Worker worker = temporal.newWorker(TaskQueues.CONTROL);
            worker.registerWorkflowImplementationTypes(MigrationWorkflowImpl.class);

            assertThatCode(() -> WorkflowReplayer.replayWorkflowExecution(
                            WorkflowExecutionHistory.fromJson(
                                    Files.readString(HISTORIES.resolve(history)), "migration.shop.users-split-name"),
                            worker))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void everyReleaseHasHistories() throws IOException {
        assertThat(histories()).hasSizeGreaterThanOrEqualTo(6);
    }

    private static TestEnvironmentOptions options() {
        return TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build();
    }
}
