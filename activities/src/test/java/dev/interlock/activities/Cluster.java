// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A PostgreSQL for tests. Its files are in memory where the system has room there: a new database is three hundred files,
 * which on a disk takes ten times as long.
 */
public final class Cluster {

    private static final Path MEMORY = Path.of("/dev/shm");

    /** Bytes; a test JVM's cluster stays far below. */
    private static final long ROOM = 4L << 30;

    private Cluster() {}

    public static EmbeddedPostgres.Builder builder() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setServerConfig("fsync", "off");
        return hasRoom() ? builder.setDataDirectory(Files.createTempDirectory(MEMORY, "epg")) : builder;
    }

    private static boolean hasRoom() throws IOException {
        return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
    }
}
