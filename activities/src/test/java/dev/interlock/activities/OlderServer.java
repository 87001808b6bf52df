// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.DatabaseSettings;
import dev.interlock.activities.ledger.LedgerInstaller;
import dev.interlock.activities.ledger.LedgerRoles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A PostgreSQL of an older major version, from the jar that the build has put under {@code target/postgres}. */
public final class OlderServer {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<Integer, OlderServer> RUNNING = new TreeMap<>();

    private final EmbeddedPostgres server;

    private OlderServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Of this JVM, stopped with it. */
    public static synchronized OlderServer of(int major) throws IOException {
        OlderServer running = RUNNING.get(major);
        if (running != null) {
            return running;
        }
        OlderServer started = start(major);
        RUNNING.put(major, started);
        return started;
    }

    public EmbeddedPostgres postgres() {
        return server;
    }

    private static OlderServer start(int major) throws IOException {
        return new OlderServer(Cluster.builder()
                .setPgBinaryResolver((system, hardware) -> binaries(major))
                .start());
    }

    /** A database with the ledger and nothing else. */
    public Database withLedger() throws SQLException {
        String name = "older" + COUNT.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        Database database =
                new Database(new DatabaseSettings(name, server.getJdbcUrl("postgres", name), "postgres", ""));
        new LedgerInstaller(database, LedgerRoles.NONE).install();
        return database;
    }

    private static InputStream binaries(int major) throws IOException {
        Path jar = Path.of("target", "postgres", major + ".jar");
        try (JarFile file = new JarFile(jar.toFile())) {
            JarEntry archive = file.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new FileNotFoundException("no server in " + jar));
            return new ByteArrayInputStream(file.getInputStream(archive).readAllBytes());
        }
    }
}
