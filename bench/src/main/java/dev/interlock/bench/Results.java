// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench;

import dev.interlock.bench.figure.Report;
import dev.interlock.bench.figure.Result;
import dev.interlock.bench.figure.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The results that a checkout keeps, and the page that they make. */
record Results(Path home) {

    /** In the order of their files' names. */
    List<Result> all() throws IOException {
        List<Result> results = new ArrayList<>();
        for (Path file : files()) {
            results.add(ResultJson.read(Files.readString(file)));
        }
        return results;
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    void keep(String file, Result result) throws IOException {
        Files.writeString(folder().resolve(file), ResultJson.write(result));
    }

    void report() throws IOException {
        Files.writeString(page(), Report.of(all()));
    }

    Path page() {
        return home.resolve("docs").resolve("benchmarks.md");
    }

    private Path folder() {
        return home.resolve("bench").resolve("results");
    }
}
