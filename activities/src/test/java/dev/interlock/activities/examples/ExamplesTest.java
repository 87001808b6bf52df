// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
final class ExamplesTest {

    static Stream<Shape> shapes() {
        return Shapes.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    @Timeout(180)
    void noWriteIsLostBetweenTheFirstExpandAndTheContract(Shape shape) throws Exception {
        try (Example example = Example.of(shape)) {
            Walk walk = new Walk(shape, example);

            walk.expandsAndReverts();
            walk.rampsRollsBackAndContracts();
        }
    }

    @Test
    void everyPlanOfTheFolderIsWalked() throws IOException {
        List<String> plans;
        try (Stream<Path> entries = Files.list(Example.FOLDER)) {
            plans = entries.filter(entry -> Files.exists(entry.resolve("migration.yaml")))
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        }

        assertThat(Shapes.all().map(Shape::folder)).containsExactlyInAnyOrderElementsOf(plans);
    }
}
