// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.DatabaseSettings;
import dev.interlock.activities.ledger.LedgerInstaller;
import dev.interlock.activities.ledger.LedgerRoles;
import dev.interlock.activities.ledger.Sql;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A PostgreSQL that keeps what it has acknowledged, as one in production does; databases are copied from templates, so
 * that every sample begins with the same files.
 */
public final class Server implements AutoCloseable {

    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on",
            "shared_buffers", "1GB",
            "max_wal_size", "16GB",
            "checkpoint_timeout", "30min",
            "max_connections", "100");

    private final EmbeddedPostgres postgres;
    private final SortedMap<String, String> settings;

    private Server(EmbeddedPostgres postgres, SortedMap<String, String> settings) {
        this.postgres = postgres;
        this.settings = settings;
    }

    public static Server start() throws IOException {
        return start(Map.of());
    }

    /** @param more beyond what every server here is started with */
    public static Server start(Map<String, String> more) throws IOException {
        SortedMap<String, String> settings = new TreeMap<>(SETTINGS);
        settings.putAll(more);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        settings.forEach(builder::setServerConfig);
        return new Server(builder.start(), settings);
    }

    /** What differs from PostgreSQL's own defaults, and what makes a write safe. */
    public SortedMap<String, String> settings() {
        return new TreeMap<>(settings);
    }

    public int port() {
        return postgres.getPort();
    }

    public String version() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return Sql.first(connection, "SHOW server_version", row -> row.getString(1))
                    .orElseThrow();
        }
    }

    /** An empty database with the ledger installed. */
    public Database createWithLedger(String name) throws SQLException {
        admin("CREATE DATABASE " + name);
        Database database = database(name);
        new LedgerInstaller(database, LedgerRoles.NONE).install();
        return database;
    }

    /** As the template is now; nobody may be connected to it. What was written so far is on disk when this returns. */
    public Database copy(String template, String name) throws SQLException {
        admin("CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY file_copy");
        admin("CHECKPOINT");
        return database(name);
    }

    public void drop(String name) throws SQLException {
        admin("DROP DATABASE " + name + " WITH (FORCE)");
    }

    public Database database(String name) {
        return new Database(new DatabaseSettings(name, url(name), "postgres", ""));
    }

    public String url(String name) {
        return postgres.getJdbcUrl("postgres", name);
    }

    public Connection connect(String name) throws SQLException {
        return database(name).connect("bench");
    }

    /** Runs each statement by itself, outside a transaction. */
    public void run(String name, List<String> statements) throws SQLException {
        try (Connection connection = connect(name)) {
            for (String statement : statements) {
                Sql.run(connection, statement);
            }
        }
    }

    private void admin(String sql) throws SQLException {
        run("postgres", List.of(sql));
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
