// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * A PostgreSQL for tests. Its files are in memory where the system has room there: a new database is three hundred files,
 * which on a disk takes ten times as long.
 */
public final class Cluster {

    private static final Path MEMORY = Path.of("/dev/shm");

    /** Before the pid of the JVM that a folder belongs to. */
    private static final String PREFIX = "interlock-test-";

    /** Bytes; a test JVM's cluster stays far below. */
    private static final long ROOM = 4L << 30;

    private static boolean cleaned;

    private Cluster() {}

    public static EmbeddedPostgres.Builder builder() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setServerConfig("fsync", "off");
        return Files.isWritable(MEMORY) && hasRoom() ? builder.setDataDirectory(folder()) : builder;
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory(
                MEMORY, PREFIX + ProcessHandle.current().pid() + "-");
    }

    private static boolean hasRoom() throws IOException {
        removeWhatKilledRunsLeft();
        return Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
    }

    private static synchronized void removeWhatKilledRunsLeft() throws IOException {
        if (cleaned) {
            return;
        }
        cleaned = true;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(MEMORY, PREFIX + "*")) {
            for (Path folder : folders) {
                String owner = folder.getFileName().toString().split("-")[2];
                if (ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                    endServer(folder.resolve("postmaster.pid"));
                    FileUtils.deleteQuietly(folder.toFile());
                }
            }
        }
    }

    private static void endServer(Path pidFile) throws IOException {
        if (Files.exists(pidFile)) {
            List<String> lines = Files.readAllLines(pidFile);
            ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(server -> server.info().command().orElse("").endsWith("postgres"))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
