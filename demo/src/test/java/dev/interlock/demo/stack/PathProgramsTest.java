// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathProgramsTest {

    @TempDir
    private Path directory;

    @Test
    void aProgramIsTakenFromThePathWhenItCanBeRun() throws Exception {
        Path plain = Files.createDirectory(directory.resolve("plain"));
        Path tools = Files.createDirectory(directory.resolve("tools"));
        Files.createFile(plain.resolve("temporal"));
        Path runnable = Files.createFile(tools.resolve("temporal"));
        assertThat(runnable.toFile().setExecutable(true)).isTrue();

        assertThat(PathPrograms.find("temporal", plain + ":" + tools)).contains(runnable);
        assertThat(PathPrograms.find("temporal", plain + ":")).isEmpty();
        assertThat(PathPrograms.find("prometheus", plain + ":" + tools)).isEmpty();
    }
}
