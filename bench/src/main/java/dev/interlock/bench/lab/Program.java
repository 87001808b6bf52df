// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of others, found on the PATH. */
public record Program(String name, Path file) {

    /** Empty when there is none that may be run. */
    public static Optional<Program> find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(file -> new Program(name, file));
    }

    /**
     * What it printed.
     *
     * @throws IOException with all of that when it does not end with 0
     */
    public String run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        Process process = start(folder, arguments);
        String output;
        try {
            output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroy();
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(name + " " + String.join(" ", arguments) + " ended with " + status + ": " + output);
        }
        return output;
    }

    private Process start(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
