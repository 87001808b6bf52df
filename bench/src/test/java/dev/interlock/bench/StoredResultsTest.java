// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bench.figure.Report;
import dev.interlock.bench.figure.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoredResultsTest {

    private final Results results = new Results(Path.of(".."));

    @Test
    void mediansRatiosAndVerdictsAreWhatTheSamplesGive() throws IOException {
        for (Path file : results.files()) {
            String text = Files.readString(file);

            assertThat(ResultJson.write(ResultJson.read(text)))
                    .as(file.toString())
                    .isEqualTo(text);
        }
    }

    @Test
    void thePageIsWhatTheStoredResultsGive() throws IOException {
        assertThat(Files.readString(results.page())).isEqualTo(Report.of(results.all()));
    }
}
