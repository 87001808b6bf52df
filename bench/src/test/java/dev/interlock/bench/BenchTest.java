// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.interlock.bench.lab.Program;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @TempDir
    Path home;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void aPeerThatIsAskedForByNameAndNotThereFailsTheRun() throws Exception {
        assumeThat(Program.find("pgroll")).isEmpty();

        int status = bench().run(List.of("backfill-peers", "--peer", "pgroll"));

        assertThat(status).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8)).isEqualTo("not measured: there is no pgroll on the PATH\n");
    }

    @Test
    void whatIsNotUnderstoodIsTold() throws Exception {
        assertThat(bench().run(List.of("faster"))).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("'faster' is not understood");
    }

    @Test
    void thePageOfNoResultsHasNoRows() throws Exception {
        Files.createDirectories(home.resolve("bench/results"));
        Files.createDirectories(home.resolve("docs"));

        assertThat(bench().run(List.of("report"))).isZero();

        assertThat(home.resolve("docs/benchmarks.md")).content().startsWith("# Measurements\n");
    }

    private Bench bench() {
        return new Bench(new Results(home), new PrintStream(told, true, StandardCharsets.UTF_8));
    }
}
