// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one directory that everything of a demo lives in; gone when it is closed. */
public final class DemoHome implements AutoCloseable {

    private final Path directory;

    private DemoHome(Path directory) {
        this.directory = directory;
    }

    public static DemoHome create() throws IOException {
        return new DemoHome(Files.createTempDirectory("interlock-demo-"));
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** The last lines of a log, to be shown when something went wrong and the directory is about to go. */
    public List<String> tail(String name, int lines) {
        try {
            List<String> all = Files.exists(file(name)) ? Files.readAllLines(file(name)) : List.of();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of(name + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(DemoHome::delete);
        }
    }

    /** A log that is written while we walk may be gone or new; the next level up reports what stays. */
    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
