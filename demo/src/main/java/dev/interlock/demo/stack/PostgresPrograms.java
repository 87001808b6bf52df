// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL's programs are unpacked, which takes longer than all the rest of its start. {@code ./interlock} names a
 * directory that belongs to the build: there they stay for the next demo, and go with the build. Without it they are in the
 * demo's own directory. Of demos that unpack at once one does it and the others wait; what was left half unpacked is
 * unpacked again.
 */
final class PostgresPrograms {

    /** The environment variable that names the directory of the build. */
    private static final String VARIABLE = "INTERLOCK_PROGRAMS";

    private PostgresPrograms() {}

    static Path directory(DemoHome home) throws IOException {
        return directory(home, System.getenv(VARIABLE));
    }

    /** @param kept made if it is not there; not used where this user may not write */
    static Path directory(DemoHome home, @Nullable String kept) throws IOException {
        Path own = home.file("postgres-programs");
        if (kept == null || kept.isEmpty()) {
            return own;
        }
        Path directory = Path.of(kept).toAbsolutePath();
        return isMade(directory) ? directory.resolve("postgres") : own;
    }

    /** For this user alone: what is unpacked into it may be written by everybody, and is run. */
    private static boolean isMade(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (!Files.exists(directory) && parent != null && Files.isWritable(parent)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return Files.isWritable(directory);
    }
}
